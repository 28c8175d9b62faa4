/** The gateway in front of the registry alone: the smallest part of Naru with the behaviour of the whole. */

import { readGatewayConfig } from '@naru/gateway/config';
import { startGateway } from '@naru/gateway/gateway';
import { realAmbient } from '@naru/kit/ambient';
import { freshId } from '@naru/kit/ids';
import { startupRegistry } from '@naru/startup-registry/service';
import { startStack } from '@naru/testing/stack';

const NOBODY = '127.0.0.1:1';
const CONTEXTS = ['REGISTRY', 'INVESTOR', 'MATCHING', 'PROGRAM', 'LEDGER', 'NOTIFICATION'];

export async function startRegistry(settings: Record<string, string> = {}) {
  const stack = await startStack(startupRegistry);
  const addresses = Object.fromEntries(CONTEXTS.map((context) => [`${context}_ADDRESS`, NOBODY]));
  const env = { ...stack.env, ...addresses, REGISTRY_ADDRESS: stack.addresses.registry, PORT: '0', ...settings };
  const gateway = await startGateway(readGatewayConfig(env), { ...realAmbient, newId: () => freshId('req') });
  return {
    url: gateway.url,
    token: await stack.token({ role: 'network_admin' }),
    stop: async () => {
      await gateway.stop();
      await stack.stop();
    },
  };
}

export type Registry = Awaited<ReturnType<typeof startRegistry>>;
