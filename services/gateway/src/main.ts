/** The gateway's process. */
import { randomUUID } from 'node:crypto';
import { realAmbient } from '@naru/kit/ambient';
import { startHealth } from '@naru/kit/health';
import { runProcess } from '@naru/kit/process';
import { log, startTelemetry } from '@naru/kit/telemetry';
import { readGatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';

const start = async () => {
  const config = readGatewayConfig(process.env);
  const telemetry = startTelemetry({ service: 'gateway', ...config.telemetry, ambient: realAmbient });
  const gateway = await startGateway(config, { now: realAmbient.now, newId: randomUUID });
  // Metrics have their own port: the public port is for callers.
  const health = await startHealth({ ...config.health, checks: gateway.checks, metrics: telemetry.metrics });
  log.info({ url: gateway.url, healthPort: health.port }, 'serving');
  return {
    stop: async () => {
      await gateway.stop();
      await health.stop();
      await telemetry.stop();
    },
  };
};

await runProcess(start, realAmbient);
