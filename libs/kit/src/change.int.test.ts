import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layStream } from '@naru/bus/lay';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { handAmbient } from '@naru/testing/hand-ambient';
import { MongoNetworkError } from 'mongodb';
import { realAmbient } from './ambient.ts';
import { type AggregateSpec, aggregateStore, type RelayQueue } from './change.ts';
import { EVENT_BYTES_MAX, outgoing } from './outbox.ts';
import { openStore } from './raw.ts';
import { createRelay, type Relay } from './relay.ts';

interface Counter {
  count: number;
  label?: string;
}
type Counted = { type: 'Counted'; by: number };
let ground: Ground;
const idle: RelayQueue = { ambient: realAmbient, enqueue: () => {} };
beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterAll(() => ground?.remove());

function counters(noun: string, relay: RelayQueue = idle, more: Partial<AggregateSpec<Counter, Counted>> = {}) {
  return aggregateStore<Counter, Counted>(
    {
      db: ground.database.db,
      noun,
      schema: 1,
      evolve: (state, { by }) => ({ ...state, count: (state?.count ?? 0) + by }),
      publish: (_, { count }) => outgoing(NetworkPlanned, { plan: { centres: count, etag: '' } }),
      ...more,
    },
    relay,
  );
}

const add = (by: number) => (): Counted[] => [{ type: 'Counted', by }];
const relayFor = (): Relay => createRelay({ ...ground, ...ground.database, context: 'registry', ambient: realAmbient });
const pending = (store: ReturnType<typeof counters>) =>
  openStore(store).collection.countDocuments({ pendingSince: { $exists: true } });

test('sixty concurrent changes are each counted once, and their events are in order', async () => {
  const store = counters('raced');
  await store.change('one', add(0), ground.cause());
  const results = await Promise.allSettled(
    Array.from({ length: 60 }, () => store.change('one', add(1), ground.cause())),
  );
  const done = results.filter(({ status }) => status === 'fulfilled').length;
  const doc = await openStore(store).collection.findOne({ _id: 'one' });
  expect(doc?.state.count).toBe(done);
  expect(doc?.version).toBe(done + 1);
  expect(doc?.outbox.map(({ version }) => version)).toEqual(Array.from({ length: done + 1 }, (_, index) => index + 1));
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ kind: 'conflict' });
}, 30_000);

test('a retry after a lost reply does not do the work twice', async () => {
  const store = counters('lost');
  await store.change('one', add(1), ground.cause());
  const real = openStore(store).collection.updateOne.bind(openStore(store).collection);
  let lost = 0;
  openStore(store).collection.updateOne = (async (...args: Parameters<typeof real>) => {
    const result = await real(...args);
    if (lost++ === 0) throw new MongoNetworkError('the connection broke before the reply came');
    return result;
  }) as typeof real;
  const { state } = await store.change('one', add(1), ground.cause());
  expect(lost).toBe(1);
  expect(state.count).toBe(2);
});

test('an event that the bus would never take is refused and not saved', async () => {
  const plan = { centres: 1, etag: 'x'.repeat(EVENT_BYTES_MAX) };
  const store = counters('huge', idle, { publish: () => outgoing(NetworkPlanned, { plan }) });
  await expect(store.change('one', add(1), ground.cause())).rejects.toMatchObject({
    kind: 'invalid',
    code: 'event.too_large',
  });
  expect(await store.find('one')).toBeNull();
});

test('an old etag is refused, the present one is accepted', async () => {
  const store = counters('etag');
  const { version } = await store.change('one', add(1), ground.cause());
  await store.change('one', add(1), ground.cause(), { etag: String(version) });
  await expect(store.change('one', add(1), ground.cause(), { etag: String(version) })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'etag.stale',
  });
});

test('a repeated creation returns the first document, whatever id it names; another request under the same request id is refused', async () => {
  const store = counters('requested');
  await store.ensureIndexes();
  const cause = (digest: string) => ({ ...ground.cause(), request: { key: 'me:Create:r1', digest } });
  const ids = await Promise.all(['a', 'b', 'c'].map(async (id) => (await store.change(id, add(1), cause('same'))).id));
  expect(new Set(ids).size).toBe(1);
  await expect(store.change('d', add(1), cause('other'))).rejects.toMatchObject({
    kind: 'exists',
    code: 'request.id_reused',
  });
});

test('a repeated request to add an entry adds nothing, even after other changes', async () => {
  const store = counters('added');
  const { version } = await store.change('one', add(1), ground.cause());
  const cause = (key: string, digest = 'same') => ({ ...ground.cause(), request: { key, digest } });
  const etag = String(version);
  await store.change('one', add(10), cause('me:Add:r1'), { etag });
  await store.change('one', add(100), cause('me:Add:r2'));
  expect((await store.change('one', add(10), cause('me:Add:r1'), { etag })).state.count).toBe(111);
  await expect(store.change('one', add(10), cause('me:Add:r1', 'other'))).rejects.toMatchObject({
    kind: 'exists',
    code: 'request.id_reused',
  });
  for (let more = 3; more <= 65; more += 1) await store.change('one', add(0), cause(`me:Add:r${more}`));
  const doc = await openStore(store).collection.findOne({ _id: 'one' });
  expect(doc?.lastRequests?.map(({ key }) => key)).toEqual(Array.from({ length: 64 }, (_, at) => `me:Add:r${at + 2}`));
});

test('an aggregate that cannot publish refuses changes after a hundred events', async () => {
  const store = counters('full');
  const many = () => Array.from({ length: 100 }, () => ({ type: 'Counted' as const, by: 1 }));
  await store.change('one', (state) => (state ? [] : many().slice(1)), ground.cause());
  await store.change('one', add(1), ground.cause());
  await expect(store.change('one', add(1), ground.cause())).rejects.toMatchObject({
    kind: 'exhausted',
    code: 'outbox.full',
  });
});

test('a document of an older shape is read through its upgrades', async () => {
  const old = counters('shaped');
  await old.change('one', add(3), ground.cause());
  const now = counters('shaped', idle, {
    schema: 3,
    upgrades: {
      1: (state: Counter) => ({ ...state, label: 'two' }),
      2: (state: Counter) => ({ ...state, label: `${state.label}, three` }),
    },
  });
  expect((await now.find('one'))?.state).toEqual({ count: 3, label: 'two, three' });
  await now.change('one', add(1), ground.cause());
  expect(await openStore(now).collection.findOne({ _id: 'one' })).toMatchObject({
    schema: 3,
    state: { count: 4, label: 'two, three' },
  });
});

test('the relay empties the outbox after the bus has the events, and keeps the events for good', async () => {
  const relay = relayFor();
  const store = counters('relayed', relay);
  relay.start([store]);
  await store.change('kept', add(1), ground.cause());
  await store.change('kept', add(1), ground.cause());
  await eventually(async () => (await openStore(store).collection.findOne({ _id: 'kept' }))?.outbox.length === 0);
  expect((await openStore(store).collection.findOne({ _id: 'kept' }))?.pendingSince).toBeUndefined();
  expect(await openStore(relay.events).collection.countDocuments({ aggregate: 'kept' })).toBe(2);
  await relay.stop();
});

test('the next process publishes what a dead process left in its outboxes', async () => {
  const orphaned = counters('swept');
  await orphaned.change('left', add(1), ground.cause());
  const relay = relayFor();
  relay.start([orphaned]);
  await eventually(async () => (await openStore(orphaned).collection.findOne({ _id: 'left' }))?.outbox.length === 0);
  await relay.stop();
});

test('events that the bus did not take are sent as soon as it takes them, not only once they are old', async () => {
  const refusing = { ...ground.bus, publish: ground.bus.publish };
  let refused = 0;
  refusing.publish = (...event) => (refused++ === 0 ? Promise.reject(new Error('away')) : ground.bus.publish(...event));
  const cause = ground.cause();
  // On a clock that stands still no event becomes old.
  const ambient = { ...realAmbient, now: () => cause.now };
  const relay = createRelay({ db: ground.database.db, bus: refusing, context: 'registry', ambient });
  const store = counters('refused', relay);
  relay.start([store]);
  await store.change('one', add(1), cause);
  await eventually(async () => (await openStore(store).collection.findOne({ _id: 'one' }))?.outbox.length === 0);
  expect(refused).toBe(2);
  await relay.stop();
});

test('a backlog of many aggregates is published without a pause between its parts', async () => {
  const orphaned = counters('many');
  const docs = Array.from({ length: 600 }, (_, index) => `many-${index}`);
  const cause = ground.cause();
  for (const part of [docs.slice(0, 300), docs.slice(300)])
    await Promise.all(part.map((id) => orphaned.change(id, add(1), cause)));
  const ambient = { ...realAmbient, now: () => cause.now };
  const relay = createRelay({ ...ground, db: ground.database.db, context: 'registry', ambient });
  relay.start([orphaned]);
  await eventually(async () => (await pending(orphaned)) === 0);
  await relay.stop();
});

test('publishing removes only what was sent from an outbox to which another replica has added', async () => {
  const relay = relayFor();
  const store = counters('guarded');
  await store.change('two', add(1), ground.cause());
  const first = await openStore(store).collection.findOne({ _id: 'two' });
  await store.change('two', add(1), ground.cause());
  relay.start([]);
  relay.enqueue({ outbox: store.outbox, id: 'two', version: 1, entries: first?.outbox ?? [] });
  await eventually(async () => (await openStore(store).collection.findOne({ _id: 'two' }))?.outbox.length === 1);
  const left = await openStore(store).collection.findOne({ _id: 'two' });
  expect(left?.outbox[0]?.version).toBe(2);
  expect(left?.pendingSince).toBeDefined();
  await relay.stop();
});

test('a document of a newer shape can be read, but is not saved in the shape of today', async () => {
  const newer = counters('newer', idle, { schema: 2 });
  await newer.change('one', add(3), ground.cause());
  const now = counters('newer');
  await expect(now.change('one', add(1), ground.cause())).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'schema.newer',
  });
  expect(await now.find('one')).toMatchObject({ version: 1, state: { count: 3 } });
  expect(await openStore(now).collection.findOne({ _id: 'one' })).toMatchObject({ schema: 2, version: 1 });
});

test('after thirty lost races the caller gets a conflict: too many change it at once', async () => {
  const ambient = handAmbient();
  const pausesMs: number[] = [];
  const pause = async (ms: number) => {
    pausesMs.push(ms);
  };
  const store = counters('busy', { ambient: { ...ambient, pause }, enqueue: () => {} });
  await store.change('one', add(1), ground.cause());
  let decisions = 0;
  const decide = () => {
    decisions += 1;
    return add(1)();
  };
  openStore(store).collection.updateOne = (async () => ({ matchedCount: 0 })) as never;
  await expect(store.change('one', decide, ground.cause())).rejects.toMatchObject({
    kind: 'conflict',
    code: 'change.busy',
  });
  expect(decisions).toBe(30);
  expect(pausesMs).toHaveLength(29);
  expect(Math.max(...pausesMs)).toBeLessThanOrEqual(40);
});

test('waiting for an absent database ends after a second and a half, and at once when the caller has left', async () => {
  const ambient = handAmbient();
  const store = counters('away', { ambient, enqueue: () => {} });
  openStore(store).collection.findOne = (() => Promise.reject(new MongoNetworkError('away'))) as never;
  const waiting = store.find('one');
  waiting.catch(() => {});
  while (ambient.elapsedMs() <= 1_500) {
    await ambient.resting();
    ambient.advance(500);
  }
  await expect(waiting).rejects.toMatchObject({ kind: 'unavailable', code: 'database.unavailable' });
  expect(ambient.waitingMs()).toEqual([]);
  const gone = { ...ground.cause(), signal: AbortSignal.abort() };
  await expect(store.change('one', add(1), gone)).rejects.toMatchObject({ code: 'database.unavailable' });
  expect(ambient.waitingMs()).toEqual([]);
});

test('once a second, an idle relay looks, and publishes what it has seen for two seconds, whatever clock wrote its time', async () => {
  const ambient = handAmbient();
  const orphaned = counters('ripened');
  const relay = createRelay({ db: ground.database.db, bus: ground.bus, context: 'registry', ambient });
  relay.start([orphaned]);
  await ambient.resting();
  await orphaned.change('left', add(1), { ...ground.cause(), now: new Date(ambient.now().getTime() + 600_000) });
  const waits = async () => (await pending(orphaned)) === 1;
  for (const isLeft of [true, true, false]) {
    ambient.advance(1_000);
    await ambient.resting();
    expect(await waits()).toBe(isLeft);
  }
  await relay.stop();
});
