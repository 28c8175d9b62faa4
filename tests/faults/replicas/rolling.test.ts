/** Callers notice nothing while every process is replaced, one after the other, and while the replicas of services die. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { PACE } from '../pace.ts';
import { type Naru, startNaru } from '../system.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { REPLICAS } from './pair.ts';
import { type Traffic, trafficDuring } from './traffic.ts';

jest.setTimeout(PACE.testMs);

const GATEWAYS = ['gateway', 'gateway-2'];
const LEAST = 3_000;

let naru: Naru;
let balancer: Balancer;

beforeAll(async () => {
  // As in production: `npm start` has no balancer, so its gateway closes at once.
  const closing = (name: string) => (GATEWAYS.includes(name) ? { CLOSING_MS: '5000' } : {});
  naru = await startNaru({ replicas: 2, gateways: 2, changed: (name, env) => ({ ...env, ...closing(name) }) });
  balancer = await startBalancer(naru.gatewayUrls);
});

afterAll(async () => {
  await balancer?.stop();
  await naru?.stop();
});

/** Each is told to end when the other is ready. */
async function replace(names: readonly string[], signal: NodeJS.Signals): Promise<void> {
  for (const name of names) {
    const [back, before] = [naru.child(name).restarted(), naru.child(name).pid];
    naru.child(name).kill(signal);
    await back;
    expect(naru.child(name).pid).not.toBe(before);
  }
}

/** The calls that a process has answered since its start. */
async function answered(name: string): Promise<number> {
  const metrics = await (await fetch(`${naru.healthUrls[name]}/metrics`)).text();
  const counts = metrics.matchAll(/^rpc_server_call_duration_count\{.*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

const CREATED = {
  registry: 'naru.registry.organisation.registered.v1',
  investor: 'naru.investor.profile.registered.v1',
  program: 'naru.program.event.planned.v1',
};

/** How often something was created: each service keeps all its events. */
async function created(): Promise<number> {
  const counts = Object.entries(CREATED).map(([context, type]) =>
    naru.database(context).collection('events').countDocuments({ type }),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** Each write of a run was done once. */
async function expectOnce(before: number, { sent }: Traffic): Promise<void> {
  await eventually(async () => (await created()) >= before + sent.keyed + sent.keyless, { withinMs: 60_000 });
  expect(await created()).toBe(before + sent.keyed + sent.keyless);
}

test('rolling restart: nobody is refused while each service and each gateway is replaced', async () => {
  const { url } = balancer;
  const before = await created();
  const traffic = await trafficDuring(() => replace([...REPLICAS, ...GATEWAYS], 'SIGTERM'), {
    ...{ url, token: naru.token, run: 'rolling', least: LEAST },
    kinds: ['read', 'keyed', 'keyless'],
  });
  expect(traffic.failures).toEqual([]);
  const { read, keyed, keyless } = traffic.sent;
  expect(read + keyed + keyless).toBeGreaterThanOrEqual(LEAST);
  expect(Math.min(read, keyed, keyless)).toBeGreaterThan(LEAST / 10);
  expect(Math.min(...balancer.counts())).toBeGreaterThan(0);
  for (const name of REPLICAS) await eventually(async () => (await answered(name)) > 0);
  await expectOnce(before, traffic);
});

test('kill: a replica of a service dies, and no read and no write with a key fails', async () => {
  const { url } = balancer;
  const before = await created();
  const traffic = await trafficDuring(() => replace(REPLICAS, 'SIGKILL'), {
    ...{ url, token: naru.token, run: 'killed', least: 1_000, kinds: ['read', 'keyed'] },
  });
  expect(traffic.failures).toEqual([]);
  expect(Math.min(traffic.sent.read, traffic.sent.keyed)).toBeGreaterThan(100);
  await expectOnce(before, traffic);
});
