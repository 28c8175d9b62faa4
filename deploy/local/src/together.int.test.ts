/** All of Naru in one process: it works, keeps the names of its services apart, and comes back after its death. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { partsOf, temporaryDataDir } from './data-dir.ts';
import { signToken } from './issuer.ts';
import { CONTEXTS, GATEWAY } from './services.ts';
import { type System, startSystem } from './system.ts';
import { TOGETHER } from './together.ts';

const NAMES = [...Object.keys(CONTEXTS), GATEWAY.name];
const dataDir = temporaryDataDir();
let system: System;
let headers: Record<string, string>;
beforeAll(async () => {
  system = await startSystem({ dataDir, port: 0, together: true });
  if (!system.issuerKey) throw new Error('there is no issuer');
  const grants = [{ role: 'network_admin' as const }];
  const token = await signToken({ subject: 'together', grants, ttlS: 600, key: system.issuerKey });
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
}, 180_000);
afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const call = (path: string, body?: object) =>
  fetch(system.gatewayUrl + path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });

/** How many entries the journal has: each came from another service over the bus. */
async function journalled(): Promise<number> {
  const { entries = [] } = (await (await call('/v1/journal/registry/entries')).json()) as { entries?: unknown[] };
  return entries.length;
}

test('one process has all services, and what one of them writes comes to another one', async () => {
  expect(Object.keys(system.children).sort()).toEqual(['database', TOGETHER, 'nats'].sort());
  expect((await call('/v1/network-plan', { centres: 17 })).status).toBe(200);
  await eventually(async () => (await journalled()) === 1);
});

/** What one service alone does: a call that it answers, an event that it hears, and one that it says. */
const OWN = [
  [/^http_server_request_duration_count\{/m, 'gateway'],
  [/^rpc_server_call_duration_count\{.*SetNetworkPlan"/m, 'startup-registry'],
  [/^messaging_process_duration_count\{.*messaging_consumer_group_name="\w*journal/m, 'outcome-ledger'],
] as const;

test('each service has its own health page and its own numbers, and its name in the log', async () => {
  for (const name of NAMES) {
    const metrics = await (await fetch(`${system.healthUrls[name]}/metrics`)).text();
    expect(metrics).toMatch(new RegExp(`^build_info\\{service_name="${name}",.*\\} 1`, 'm'));
    for (const [series, by] of OWN) expect([name, series, series.test(metrics)]).toEqual([name, series, name === by]);
  }
  const lines = readFileSync(path.join(partsOf(dataDir).logs, `${TOGETHER}.log`), 'utf8')
    .trim()
    .split('\n');
  const serving = lines
    .map((line) => JSON.parse(line) as { msg: string; service: string })
    .filter(({ msg }) => msg === 'serving');
  expect(serving.map(({ service }) => service).sort()).toEqual([...NAMES].sort());
});

test('after its death it is started again, and works on with what it had', async () => {
  const child = system.children[TOGETHER];
  const before = child?.pid;
  const back = child?.restarted();
  child?.kill('SIGKILL');
  await back;
  expect(child?.pid).not.toBe(before);
  expect((await call('/v1/network-plan', { centres: 18 })).status).toBe(200);
  await eventually(async () => (await journalled()) === 2);
});
