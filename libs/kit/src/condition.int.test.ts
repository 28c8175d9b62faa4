/** A service whose bus refuses its events stays ready and says so; one whose database takes no writes is not ready. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { streamOf } from '@naru/bus/names';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { startHealth } from '@naru/telemetry/health';
import { eventually } from '@naru/testing/eventually';
import { handAmbient } from '@naru/testing/hand-ambient';
import { wholeBus, withBusLaid } from '@naru/testing/lay';
import { type Stack, startStack } from '@naru/testing/stack';
import { MongoClient } from 'mongodb';
import { realAmbient } from './ambient.ts';
import { type Host, type Running, startService } from './boot.ts';
import type { Bus } from './bus.ts';
import { aggregateStore } from './change.ts';
import { startCondition } from './condition.ts';
import { connectMongo, takingWrites, writeProbe } from './mongo.ts';
import { outgoing } from './outbox.ts';

interface Plan {
  centres: number;
}
const planStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>) =>
  aggregateStore<Plan, Plan>(
    {
      db,
      noun: 'plan',
      schema: 1,
      evolve: (_, event) => event,
      publish: (_, { centres }) => outgoing(NetworkPlanned, { plan: { centres, etag: 'x'.repeat(2_000) } }),
    },
    relay,
  );

let stack: Stack;
let bus: Bus;
let running: Running;
let host: Host;

beforeAll(async () => {
  stack = await startStack();
  bus = await wholeBus(stack.env);
  const parts = (given: Host) => {
    host = given;
    return { implementations: [], aggregates: [planStore(given)] };
  };
  const spec = withBusLaid({ name: 'test-service', context: 'registry', parts }, stack.env);
  running = await startService(spec, { ...stack.env, UNSENT_OLD_MS: '300' }, realAmbient);
}, 60_000);
afterAll(async () => {
  await running?.stop();
  await bus?.close();
  await stack?.stop();
});

async function ready() {
  const response = await fetch(`${running.healthUrl}/readyz`);
  return { status: response.status, ...((await response.json()) as { warnings: Record<string, string> }) };
}

const metric = async (name: string) =>
  Number(
    new RegExp(`^${name}\\b.*\\} ([\\d.]+)$`, 'm').exec(
      await (await fetch(`${running.healthUrl}/metrics`)).text(),
    )?.[1],
  );

const limitStream = (maxBytes: number) =>
  bus.manager.streams.update(streamOf(bus.prefix, 'registry'), {
    max_bytes: maxBytes,
    discard: maxBytes > 0 ? 'new' : 'old',
  });

test('a refusing bus and an old event are warnings and metrics, and the service stays ready and takes commands', async () => {
  expect(await ready()).toMatchObject({ status: 200, warnings: {} });
  await limitStream(1);
  await planStore(host).change('plan_1', () => [{ centres: 1 }], host.ownCause());
  const troubled = await eventually(async () => {
    const answer = await ready();
    return answer.warnings.bus && answer.warnings.outbox && answer;
  });
  expect(troubled).toMatchObject({
    status: 200,
    checks: { database: true, serving: true },
    warnings: {
      bus: expect.stringMatching(/^the bus takes no events: maximum bytes exceeded/),
      outbox: expect.stringMatching(/^an event waits for the bus for \d+ s$/),
    },
  });
  expect(await metric('naru_bus_refusing')).toBe(1);
  expect(await metric('naru_outbox_oldest(?:_seconds)?')).toBeGreaterThan(0.3);
  await planStore(host).change('plan_2', () => [{ centres: 2 }], host.ownCause());
  await limitStream(-1);
  await eventually(async () => Object.keys((await ready()).warnings).length === 0);
  expect(await metric('naru_bus_refusing')).toBe(0);
});

/** A user who may read alone: the server itself refuses every write. */
async function readOnly(database: string): Promise<string> {
  const { MONGODB_URI = '' } = stack.env;
  const operator = await MongoClient.connect(MONGODB_URI);
  const user = `reader_${Date.now()}`;
  const roles = [{ role: 'read', db: database }];
  await operator.db('admin').command({ createUser: user, pwd: 'reader', roles });
  await operator.close();
  return MONGODB_URI.replace(/\/\/[^@]*@/, `//${user}:reader@`);
}

test('a database that answers and takes no writes is not written to, and is asked again after ten seconds', async () => {
  const name = `${stack.env.DATABASE_PREFIX}_registry`;
  const { db, ping, close } = await connectMongo({ uri: await readOnly(name), name });
  let elapsedMs = 0;
  const probe = writeProbe(db, { ...realAmbient, elapsedMs: () => elapsedMs });
  expect([await ping(), await probe()]).toEqual([true, false]);
  await close();
  const own = await connectMongo({ uri: stack.env.MONGODB_URI ?? '', name });
  let writes = 0;
  own.db.client.on('commandStarted', ({ commandName }) => {
    if (commandName === 'update') writes += 1;
  });
  const works = writeProbe(own.db, { ...realAmbient, elapsedMs: () => elapsedMs });
  expect([await works(), await works(), writes]).toEqual([true, true, 1]);
  elapsedMs = 9_999;
  expect([await works(), writes]).toEqual([true, 1]);
  elapsedMs = 10_000;
  expect([await works(), writes]).toEqual([true, 2]);
  await own.close();
});

test('a process whose database answers and takes no writes is not ready', async () => {
  const name = `${stack.env.DATABASE_PREFIX}_registry`;
  const { db, ping, close } = await connectMongo({ uri: await readOnly(name), name });
  const checks = { database: takingWrites(ping, writeProbe(db, realAmbient)) };
  const health = await startHealth({ host: '127.0.0.1', port: 0, checks: () => checks, metrics: () => {} });
  const response = await fetch(`http://127.0.0.1:${health.port}/readyz`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { ready: false, checks: { database: false }, warnings: {} },
  ]);
  await health.stop();
  await close();
});

test('an event that only just waits is not old, whatever the clock said that wrote its time', async () => {
  const ambient = handAmbient();
  const hourAgo = (ms: number) => new Date(ambient.now().getTime() - 3_600_000 + ms);
  const found = [hourAgo(0), hourAgo(1), hourAgo(1), null];
  const condition = startCondition({
    ...{ bus: { connected: () => true }, oldMs: 60_000, look: async () => {}, ambient },
    relay: { refusal: () => null, oldest: async () => found.shift() ?? null },
    watch: { setBack: () => null },
    telemetry: { observe: () => {} },
  });
  const warned: boolean[] = [];
  for (let look = 0; look < 4; look += 1) {
    await ambient.resting();
    warned.push('outbox' in condition.warnings());
    ambient.advance(10_000);
  }
  expect(warned).toEqual([false, false, true, false]);
  await condition.stop();
});
