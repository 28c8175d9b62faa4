import { afterEach, expect, test } from '@jest/globals';
import { type ReadyChecks, startHealth } from './health.ts';
import { startTelemetry } from './start.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function health(checks: ReadyChecks = {}) {
  const telemetry = startTelemetry({ service: 'ferry', logLevel: 'silent' });
  const { port, stop } = await startHealth({
    host: '127.0.0.1',
    port: 0,
    checks: () => checks,
    metrics: telemetry.metrics,
  });
  stops.push(telemetry.stop, stop);
  return async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
}

test('a process is live whatever the others do, and ready once all that it needs is ready', async () => {
  let database = false;
  const ask = await health({ database: () => database, bus: async () => true });
  expect(await ask('/livez')).toMatchObject({ status: 200, text: '{"ready":true}' });
  const notYet = { ready: false, checks: { database: false, bus: true }, warnings: {} };
  expect(await ask('/readyz')).toEqual({ status: 503, type: 'application/json', text: JSON.stringify(notYet) });
  database = true;
  const now = { ready: true, checks: { database: true, bus: true }, warnings: {} };
  expect(await ask('/readyz')).toEqual({ status: 200, type: 'application/json', text: JSON.stringify(now) });
});

test('a check that fails answers no, and the other checks still run', async () => {
  const ask = await health({
    database: () => Promise.reject(new Error('away')),
    bus: () => {
      throw new Error('away');
    },
    serving: () => true,
  });
  const { status, text } = await ask('/readyz');
  expect([status, JSON.parse(text).checks]).toEqual([503, { database: false, bus: false, serving: true }]);
});

test('metrics are those of the process', async () => {
  const ask = await health();
  const { status, text } = await ask('/metrics');
  expect(status).toBe(200);
  expect(text).toMatch(/^target_info\{.*service_name="ferry"/m);
  expect(Number(/^process_memory_usage\{.*\} (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(1_000_000);
});

test('other paths are not found, and a stopped server does not answer', async () => {
  const ask = await health();
  expect((await ask('/')).status).toBe(404);
  await stops.pop()?.();
  await expect(ask('/livez')).rejects.toThrow();
});
