/** The real gateway, with every context at the one service behind it. */

import { contexts, readGatewayConfig } from '@naru/gateway/config';
import { startGateway } from '@naru/gateway/gateway';
import { realAmbient } from '@naru/kit/ambient';
import { freshId } from '@naru/kit/ids';
import { startTelemetry } from '@naru/telemetry/start';

const telemetry = startTelemetry({ service: 'gateway', logLevel: 'warn' });
const addresses = Object.fromEntries(
  contexts.map((context) => [`${context.toUpperCase()}_ADDRESS`, process.env.BACKEND]),
);
const config = readGatewayConfig({ ...process.env, ...addresses, PORT: '0', RATE_PER_MINUTE: '100000000' });
const gateway = await startGateway(config, { ...realAmbient, newId: () => freshId('req') });
process.send?.(gateway.url);
process.once('SIGTERM', async () => {
  await gateway.stop();
  await telemetry.stop();
  process.exit(0);
});
