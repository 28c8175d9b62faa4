/** The gateway as a process: its health page comes first, and its telemetry lasts until the end. */
import { randomUUID } from 'node:crypto';
import { realAmbient } from '@naru/kit/ambient';
import type { Environment } from '@naru/kit/config';
import { naming } from '@naru/kit/config-error';
import type { Started } from '@naru/kit/process';
import { startHealth } from '@naru/telemetry/health';
import { log } from '@naru/telemetry/log';
import { startTelemetry } from '@naru/telemetry/start';
import { readGatewayConfig } from './config.ts';
import { type Gateway, startGateway, stopMsMax } from './gateway.ts';

// For the health page and what the collector has not received yet.
const AFTERWARDS_MS = 2_000;

export async function startGatewayProcess(env: Environment): Promise<Started> {
  const config = readGatewayConfig(env);
  const telemetry = startTelemetry({ service: 'gateway', ...config.telemetry });
  let gateway: Gateway | undefined;
  // Metrics have their own port: the public port is for callers.
  const health = await naming(
    'HEALTH_HOST, HEALTH_PORT',
    startHealth({
      ...config.health,
      checks: () => gateway?.checks ?? { serving: () => false },
      warnings: () => gateway?.warnings() ?? {},
      metrics: telemetry.metrics,
    }),
  );
  const { now, pause } = realAmbient;
  gateway = await startGateway(config, { now, pause, newId: randomUUID });
  telemetry.observe('naru.streams.open', gateway.streams);
  log.info({ url: gateway.url, healthPort: health.port }, 'serving');
  const { stop } = gateway;
  return {
    stopMsMax: stopMsMax(config.limits) + AFTERWARDS_MS,
    stop: async () => {
      await stop();
      await health.stop();
      await telemetry.stop();
    },
  };
}
