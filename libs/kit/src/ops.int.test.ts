/** The operator's methods of a service: list parked events, replay them, and publish events again. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { OpsServiceDefinition as Ops } from '@naru/contracts/ops/v1/service';
import { CentreOpened, NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { listenToLog } from '@naru/testing/log-lines';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { type AggregateStore, aggregateStore } from './change.ts';
import { outgoing } from './outbox.ts';
import { Rejection } from './rejection.ts';
import { on, type Received } from './subscribe.ts';

interface Plan {
  centres: number;
}

const planned = ({ centres }: Plan) => outgoing(NetworkPlanned, { plan: { centres, etag: '' } });
const service = 'investor';
let stack: Stack;
let registry: Publisher;
let ops: TypedClient<typeof Ops> & { close(): void };
let plans: AggregateStore<Plan, Plan>;
let refuse: (received: Received<unknown>) => Rejection | null = () => null;
let heard: Received<unknown>[] = [];

beforeAll(async () => {
  stack = await startStack({
    name: 'test-service',
    context: 'investor',
    parts: ({ db, relay }) => {
      const evolve = (_: Plan | null, event: Plan) => event;
      const spec = { db, schema: 1, evolve, publish: planned };
      plans = aggregateStore<Plan, Plan>({ ...spec, noun: 'plan', snapshot: planned }, relay);
      const silent = aggregateStore<Plan, Plan>({ ...spec, noun: 'silent' }, relay);
      const hear = async (_: unknown, received: Received<unknown>) => {
        const refusal = refuse(received);
        if (refusal) throw refusal;
        heard.push(received);
      };
      const handlers = [on(NetworkPlanned, hear), on(CentreOpened, hear)];
      return { implementations: [], aggregates: [silent, plans], subscriptions: [{ name: 'hears', handlers }] };
    },
  });
  registry = await publisher(stack, 'registry');
  const admin = await stack.token({ role: 'network_admin' });
  ops = createClient(Ops, stack.addresses.investor ?? '', { token: () => admin });
}, 60_000);
beforeEach(() => {
  heard = [];
  refuse = () => null;
});
afterAll(async () => {
  ops?.close();
  await registry?.stop();
  await stack?.stop();
});

const never = (message: string) =>
  new Rejection({ kind: 'rule', code: 'test.never', said: { ko: message, en: message } });
const tell = (aggregate: string, centres = 1) =>
  registry.say({ codec: NetworkPlanned, message: { plan: { centres, etag: '' } }, aggregate, version: 1 });
const parked = async () => (await ops.listParkedEvents({ service })).parkedEvents;

test('an event that cannot be handled is parked with its reason; after a failed replay it stays parked', async () => {
  refuse = () => never('it never will');
  const log = listenToLog();
  const eventId = await tell('net-1', 17);
  const [one] = await eventually(async () => {
    const found = await parked();
    return found.length === 1 && found;
  });
  expect(one).toMatchObject({
    id: `hears:${eventId}`,
    subscription: 'hears',
    eventId,
    type: 'naru.registry.network.planned.v1',
    aggregateId: 'net-1',
    code: 'test.never',
    reason: { ko: 'it never will', en: 'it never will' },
    deliveries: 1,
    parkedAt: expect.any(Date),
  });
  const line = log.lines.find(({ text }) => text === 'an event is parked');
  log.end();
  expect(line).toMatchObject({
    level: 'error',
    facts: {
      subscription: 'hears',
      event: eventId,
      type: 'naru.registry.network.planned.v1',
      code: 'test.never',
      trace_id: expect.stringMatching(/^(?!0{32})[0-9a-f]{32}$/),
    },
  });
  const id = one?.id ?? '';
  await expect(ops.redeliverParkedEvent({ service, id })).rejects.toMatchObject({
    kind: 'rule',
    code: 'parked_event.refused',
    params: { code: 'test.never' },
    message: expect.stringContaining('it never will'),
  });
  expect(await parked()).toEqual([one]);
  refuse = () => null;
  expect(await ops.redeliverParkedEvent({ service, id })).toEqual({ parkedEvent: one });
  expect(heard).toMatchObject([{ id: eventId, aggregate: 'net-1', version: 1, message: { plan: { centres: 17 } } }]);
  expect(await parked()).toEqual([]);
  await expect(ops.redeliverParkedEvent({ service, id })).rejects.toMatchObject({ code: 'parked_event.not_found' });
});

test('an event that was parked by a removed subscription stays, and cannot be replayed', async () => {
  refuse = () => never('not now');
  await tell('net-2');
  await eventually(async () => (await parked()).length === 1);
  const docs = stack.database('investor').collection('parked');
  // It was parked before reasons were said in two languages.
  await docs.updateMany({}, { $set: { subscription: 'gone', reason: 'not now' } });
  const [one] = await parked();
  expect(one?.reason).toEqual({ ko: 'not now', en: 'not now' });
  refuse = () => null;
  const replay = ops.redeliverParkedEvent({ service, id: one?.id ?? '' });
  await expect(replay).rejects.toMatchObject({ kind: 'not_found', code: 'parked_event.not_found' });
  expect(await parked()).toHaveLength(1);
  expect(heard).toEqual([]);
  await docs.deleteMany({});
});

test('the status of a service tells what waits; a parked event that nobody wants is discarded', async () => {
  refuse = () => never('not now');
  await tell('net-6');
  const [one] = await eventually(async () => {
    const found = await parked();
    return found.length === 1 && found;
  });
  expect(await ops.getServiceStatus({ service })).toEqual({
    unsentSince: undefined,
    warnings: {},
    durables: [{ durable: expect.stringContaining('-hears-'), stream: 'registry', pending: 0, redelivered: 0 }],
    parked: { hears: 1 },
    waiting: {},
    overdue: {},
    operations: { 'short working': 0, 'short waiting': 0, 'long working': 0, 'long waiting': 0 },
  });
  const id = one?.id ?? '';
  expect(await ops.discardParkedEvent({ service, id })).toEqual({ parkedEvent: one });
  await expect(ops.discardParkedEvent({ service, id })).rejects.toMatchObject({ code: 'parked_event.not_found' });
  expect(await ops.getServiceStatus({ service })).toMatchObject({ parked: {} });
  refuse = () => null;
  expect(heard).toEqual([]);
});

test('parked events are listed page by page, each once', async () => {
  refuse = () => never('not now');
  const ids = await Promise.all(['net-3', 'net-4', 'net-5'].map((aggregate) => tell(aggregate)));
  await eventually(async () => (await parked()).length === 3);
  const first = await ops.listParkedEvents({ service, pageSize: 2 });
  const second = await ops.listParkedEvents({ service, pageSize: 2, pageToken: first.nextPageToken });
  expect([first.parkedEvents.length, second.parkedEvents.length, second.nextPageToken]).toEqual([2, 1, '']);
  const seen = [...first.parkedEvents, ...second.parkedEvents].map(({ eventId }) => eventId);
  expect(seen.toSorted()).toEqual(ids.toSorted());
  refuse = () => null;
  for (const { id } of await parked()) await ops.redeliverParkedEvent({ service, id });
});

async function ended(id: string) {
  return await eventually(async () => {
    const operation = await ops.getOperation({ service, id });
    return operation.state !== 'RUNNING' && operation;
  });
}

test('events are published again since an instant, or all of them; snapshots give the present state of each noun that has one', async () => {
  const cause = (now: Date, number: number) => ({
    actor: 'test',
    now,
    newId: (prefix: string) => `${prefix}_${number}`,
  });
  const at = (day: number) => new Date(Date.UTC(2026, 0, day));
  await plans.change('plan_1', () => [{ centres: 1 }], cause(at(1), 1));
  await plans.change('plan_1', () => [{ centres: 2 }], cause(at(2), 2));
  await plans.change('plan_2', () => [{ centres: 5 }], cause(at(3), 3));
  const told = () => heard.filter(({ aggregate }) => aggregate.startsWith('plan_')).length;
  await eventually(() => told() === 3);
  heard = [];
  const { id: since } = await ops.republishEvents({ service, since: at(2) });
  expect(await ended(since)).toMatchObject({
    state: 'SUCCEEDED',
    kind: 'ops.republish',
    done: 2,
    result: { events: '2' },
  });
  const { id: all } = await ops.republishEvents({ service });
  expect(await ended(all)).toMatchObject({ state: 'SUCCEEDED', done: 3, result: { events: '3' } });
  await eventually(() => told() === 5);
  heard = [];
  const { id } = await ops.sendSnapshots({ service });
  expect(await ended(id)).toMatchObject({
    kind: 'ops.snapshots',
    state: 'SUCCEEDED',
    done: 2,
    result: { snapshots: '2' },
  });
  await eventually(() => heard.length === 2);
  const shown = heard.map(({ aggregate, version, message }) => [
    aggregate,
    version,
    (message as NetworkPlanned).plan?.centres,
  ]);
  expect(shown.toSorted()).toEqual([
    ['plan_1', 2, 2],
    ['plan_2', 1, 5],
  ]);
});

test('the versions of what the service owns are listed page by page, as far as they are published', async () => {
  await eventually(
    async () =>
      (await stack
        .database('investor')
        .collection('plan')
        .findOne({ outbox: { $ne: [] } })) === null,
  );
  const first = await ops.listVersions({ service, pageSize: 1 });
  const second = await ops.listVersions({ service, pageSize: 1, pageToken: first.nextPageToken });
  expect(first.versions).toEqual([{ noun: 'plan', id: 'plan_1', version: 2 }]);
  expect(second).toEqual({ versions: [{ noun: 'plan', id: 'plan_2', version: 1 }], nextPageToken: '' });
  // An event that waits in the outbox is not published.
  const waits = { $push: { outbox: { id: 'waits' } as never }, $set: { version: 3 } };
  await stack.database('investor').collection<{ _id: string }>('plan').updateOne({ _id: 'plan_1' }, waits);
  expect((await ops.listVersions({ service })).versions[0]?.version).toBe(2);
});

test('only an operator of the network may call these methods', async () => {
  const theirs = await stack.token({ role: 'centre_officer', centre: 'KR-27' });
  const officer = createClient(Ops, stack.addresses.investor ?? '', { token: () => theirs });
  const refused = await Promise.allSettled([
    officer.listParkedEvents({ service }),
    officer.redeliverParkedEvent({ service, id: 'x' }),
    officer.getServiceStatus({ service }),
    officer.discardParkedEvent({ service, id: 'x' }),
    officer.sendSnapshots({ service }),
    officer.republishEvents({ service }),
  ]);
  for (const one of refused) expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'forbidden' } });
  officer.close();
});
