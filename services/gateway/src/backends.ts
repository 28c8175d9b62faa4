/** The services behind the gateway: a channel to each, and its health. */
import { type Client, type ServiceError, status } from '@grpc/grpc-js';
import type { ReadyChecks } from '@naru/telemetry/health';
import { openChannel, rawUnary } from './client.ts';
import { refuse } from './texts.ts';

const HEALTH_PATH = '/grpc.health.v1.Health/Check';
const HEALTH_DEADLINE_MS = 1_000;
// A HealthCheckResponse with only the field status, which is SERVING.
const SERVING = Buffer.from([0x08, 0x01]);

export interface Backends {
  /** @throws Rejection `not_found` for an unknown service, because the name comes from the path */
  channelOf(context: string): Client;
  checks: ReadyChecks;
  close(): void;
}

export function openBackends(addresses: Readonly<Record<string, string>>, caFile?: string): Backends {
  const channels = new Map(
    Object.entries(addresses).map(([context, address]) => [context, openChannel(address, caFile)]),
  );
  const services = [...channels.keys()];
  return {
    channelOf: (context) => {
      const channel = channels.get(context);
      if (!channel) throw refuse('service.unknown', { services });
      return channel;
    },
    checks: Object.fromEntries([...channels].map(([context, channel]) => [context, () => isServing(channel)])),
    close: () => {
      for (const channel of channels.values()) channel.close();
    },
  };
}

async function isServing(channel: Client): Promise<boolean> {
  try {
    const reply = await rawUnary(channel, HEALTH_PATH, new Uint8Array(), {
      deadlineMs: HEALTH_DEADLINE_MS,
      repeats: 'never',
    });
    return reply.equals(SERVING);
  } catch (error) {
    return (error as ServiceError).code === status.UNIMPLEMENTED; // It answered, but not about its health.
  }
}
