import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ListDeliveriesRequest, Webhook } from '@naru/contracts/notification/v1/subscription';
import { ambientOf, realAmbient } from '@naru/kit/ambient';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { NO_REACH } from '@naru/kit/reach';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { courier } from './courier.ts';
import type { Delivery } from './delivery.ts';
import { toProto } from './message.ts';
import { type DeliveryDoc, type DeliveryStore, deliveryStore } from './store.ts';
import { tell } from './texts.ts';

let ground: Ground;
let deliveries: DeliveryStore;
const enqueued: unknown[] = [];

beforeAll(async () => {
  ground = await startGround();
  const ownCause = () => ({ ...ground.cause(), actor: 'notification' });
  const relay = { ambient: realAmbient, enqueue: (item: unknown) => enqueued.push(item) };
  deliveries = deliveryStore({ db: ground.database.db, ambient: realAmbient, relay, ownCause } as unknown as Host);
  await deliveries.store.ensureIndexes();
}, 30_000);
beforeEach(async () => {
  await openStore(deliveries.store).collection.deleteMany({});
});
afterAll(() => ground?.remove());

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const body = (aggregate: string) =>
  JSON.stringify({
    type: 'naru.registry.venture.published.v1',
    subject: aggregate,
    data: { ventureId: aggregate, centreId: 'KR-27', state: 'PUBLISHED', profile: { name: { ko: '나루' } } },
  });
const delivery = (id: string, change: Partial<Delivery> = {}): Delivery => ({
  id,
  webhookId: 'whk_1',
  eventId: `evt_${id}`,
  eventType: 'naru.registry.venture.published.v1',
  aggregateId: 'ven_1',
  aggregateVersion: 4,
  body: body(change.aggregateId ?? 'ven_1'),
  traceparent: '',
  state: 'QUEUED',
  attempts: 0,
  lastResult: null,
  createdAt: at(0),
  updatedAt: at(0),
  ...change,
});
const stored = async (id: string): Promise<DeliveryDoc> => {
  const doc = await openStore(deliveries.store).collection.findOne({ _id: id });
  if (!doc) throw new Error(`there is no ${id}`);
  return doc;
};
const due = async (second: number, { webhookId = 'whk_1', limit = 10 } = {}) =>
  (await deliveries.due(webhookId, { now: at(second), limit })).map(({ _id }) => _id).sort();
const lease = (claim: string, second: number) => ({ claim, until: at(second) });

test('a delivery is queued once, and is due at once, for its own address', async () => {
  await deliveries.enqueue(delivery('a'));
  await deliveries.enqueue(delivery('a', { eventId: 'another' }));
  await deliveries.enqueue(delivery('b', { createdAt: at(5) }));
  await deliveries.enqueue(delivery('c', { webhookId: 'whk_2' }));
  expect((await stored('a')).state.eventId).toBe('evt_a');
  // Whatever the clock of the replica that queued: the other replicas do not wait for theirs to catch up.
  expect([await due(-600), await due(5)]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(await due(5, { limit: 1 })).toHaveLength(1);
  expect(await due(5, { webhookId: 'whk_2' })).toEqual(['c']);
  expect(toProto((await stored('a')).state, (await stored('a')).dueAt).nextAttemptAt).toEqual(at(0));
});

test('what is due is found by the index, among thousands of deliveries that have ended', async () => {
  const { collection } = openStore(deliveries.store);
  await deliveries.enqueue(delivery('open'));
  const { state, ...doc } = await stored('open');
  const ended = Array.from({ length: 2_000 }, (_, index) => ({
    ...{ ...doc, _id: `ended_${index}`, dueAt: undefined },
    state: { ...state, id: `ended_${index}`, state: 'DELIVERED' as const, body: '' },
  }));
  await collection.insertMany(ended as never, { ignoreUndefined: true });
  const plan = JSON.stringify(await deliveries.dueQuery('whk_1', { now: at(5), limit: 10 }).explain('queryPlanner'));
  expect(plan).toContain('"indexName":"dueAt_1"');
  expect(plan).not.toContain('COLLSCAN');
  // What has ended is not in the index.
  expect(await collection.indexes()).toContainEqual(expect.objectContaining({ name: 'dueAt_1', sparse: true }));
  expect(await due(5)).toEqual(['open']);
});

test('one process claims it and keeps it while it renews; another takes it over when the renewals stop', async () => {
  await deliveries.enqueue(delivery('a'));
  const seen = await stored('a');
  expect(await deliveries.claim(seen, lease('one', 5))).toMatchObject({ id: 'a', claim: 'one' });
  expect(await deliveries.claim(seen, lease('other', 5))).toBeNull();
  expect([await due(4), await due(5)]).toEqual([[], ['a']]);
  await deliveries.renew(['a'], lease('other', 9));
  expect(await due(5)).toEqual(['a']);
  await deliveries.renew(['a'], lease('one', 9));
  await deliveries.renew(['b'], lease('one', 20));
  expect([await due(8), await due(9)]).toEqual([[], ['a']]);
  expect(await deliveries.claim(await stored('a'), lease('other', 20))).toMatchObject({ claim: 'other' });
});

test.each([
  ['ahead', 600_000],
  ['behind', -600_000],
])(
  'a replica whose clock is ten minutes %s claims, signs and puts off in the time that all share',
  async (_, apartMs) => {
    const ambient = ambientOf({ NARU_CLOCK_MS: String(apartMs) });
    const held = Promise.withResolvers<void>();
    const sent: Record<string, string>[] = [];
    const sending = courier(
      { db: ground.database.db, ambient },
      {
        ...{
          deliveries,
          stepsMs: [0, 40_000],
          leaseMs: 30_000,
          lookEveryMs: 50,
          gone: async () => {},
          bodyOf: async () => null,
        },
        targets: () => [
          { id: 'whk_1', url: '', secrets: () => ['c2VjcmV0'], shown: Webhook.fromPartial({ id: 'whk_1' }) },
        ],
        post: async ({ headers }) => {
          sent.push(headers);
          await held.promise;
          return { status: 503 };
        },
      },
    );
    const untilDueMs = async () => ((await stored('a')).dueAt?.getTime() ?? 0) - Date.now();
    await deliveries.enqueue(delivery('a'));
    sending.start();
    await eventually(() => sent.length === 1);
    expect(await untilDueMs()).toBeGreaterThan(0);
    expect(await untilDueMs()).toBeLessThanOrEqual(30_000);
    expect(Math.abs(Number(sent[0]?.['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(30);
    held.resolve();
    await eventually(async () => (await stored('a')).state.state === 'FAILED');
    expect(await untilDueMs()).toBeGreaterThan(0);
    expect(await untilDueMs()).toBeLessThanOrEqual(48_000);
    await sending.stop();
  },
);

test('only the holder of the claim writes the result of an attempt', async () => {
  await deliveries.enqueue(delivery('a'));
  await deliveries.claim(await stored('a'), lease('one', 5));
  const tried = delivery('a', {
    state: 'FAILED',
    attempts: 1,
    lastResult: tell('answered', { status: 500 }),
    updatedAt: at(2),
    body: '',
  });
  await deliveries.settle('other', { delivery: tried, dueAt: at(7) });
  expect((await stored('a')).state).toMatchObject({ state: 'QUEUED', attempts: 0 });
  await deliveries.settle('one', { delivery: tried, dueAt: at(7) });
  const failed = await stored('a');
  expect(failed).toMatchObject({
    dueAt: at(7),
    state: {
      state: 'FAILED',
      attempts: 1,
      lastResult: tell('answered', { status: 500 }),
      updatedAt: at(2),
      body: body('ven_1'),
    },
  });
  expect(failed.state).not.toHaveProperty('claim');
});

test('a delivery that has ended is no longer due', async () => {
  await deliveries.enqueue(delivery('a'));
  await deliveries.claim(await stored('a'), lease('one', 5));
  await deliveries.settle('one', { delivery: delivery('a', { state: 'DELIVERED', attempts: 1 }), dueAt: undefined });
  const ended = await stored('a');
  expect(ended.state).toMatchObject({ state: 'DELIVERED' });
  expect([ended.dueAt, ended.state.claim, await due(1_000)]).toEqual([undefined, undefined, []]);
});

test('the end without success is published once, as a consequence of the event', async () => {
  await deliveries.enqueue(delivery('a'));
  const last = delivery('a', { state: 'DEAD', attempts: 3, body: '' });
  for (let time = 0; time < 2; time += 1) await deliveries.giveUp(last, Webhook.fromPartial({ id: 'whk_1' }));
  expect(enqueued).toHaveLength(1);
  const dead = await stored('a');
  expect(dead).toMatchObject({
    state: { state: 'DEAD', attempts: 3 },
    outbox: [{ causeId: 'evt_a', actor: 'notification' }],
  });
  expect(dead.dueAt).toBeUndefined();
});

test('of a hidden aggregate only the id, the centre and the state are left, in older waiting deliveries and in no others', async () => {
  await deliveries.enqueue(delivery('older', { aggregateVersion: 4 }));
  await deliveries.enqueue(delivery('same', { aggregateVersion: 5 }));
  await deliveries.enqueue(delivery('other', { aggregateId: 'ven_2' }));
  await deliveries.enqueue(delivery('sent', { body: '' }));
  await deliveries.forget('ven_1', 5);
  const bodies = await Promise.all(['older', 'same', 'other', 'sent'].map(async (id) => (await stored(id)).state.body));
  expect(JSON.parse(bodies[0] ?? '').data).toEqual({
    ventureId: 'ven_1',
    centreId: 'KR-27',
    state: 'PUBLISHED',
    fictional: false,
  });
  expect(bodies.slice(1)).toEqual([body('ven_1'), body('ven_2'), '']);
});

test('deliveries that kept an English sentence are listed, tried and given up', async () => {
  const { collection } = openStore(deliveries.store);
  const old = (lastResult: string) => ({ $set: { schema: 1, 'state.lastResult': lastResult } });
  await deliveries.enqueue(delivery('a'));
  await deliveries.enqueue(delivery('b', { createdAt: at(1) }));
  await collection.updateOne({ _id: 'a' }, old(''));
  await collection.updateOne({ _id: 'b' }, old('no connection: ECONNREFUSED'));
  const results = async () => {
    const request = ListDeliveriesRequest.fromPartial({ webhookId: 'whk_1', pageSize: 10 });
    const { found } = await deliveries.list(request, { ...NO_REACH, any: true });
    return Object.fromEntries(found.map(({ _id, state }) => [_id, toProto(state).lastResult]));
  };
  const said = 'no connection: ECONNREFUSED';
  expect(await results()).toEqual({ a: undefined, b: { ko: said, en: said } });
  await deliveries.claim(await stored('b'), lease('one', 5));
  const lastResult = tell('answered', { status: 503 });
  const tried = delivery('b', { state: 'FAILED', attempts: 2, lastResult });
  await deliveries.settle('one', { delivery: tried, dueAt: at(7) });
  expect(await results()).toMatchObject({ b: { ko: '주소가 HTTP 503으로 답했습니다' } });
});
