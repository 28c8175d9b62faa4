/** Where an event first stood in its stream: kept by its owner, told when it is sent again, and read without any clock. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { envelopeOf, type First } from '@naru/bus/envelope';
import { layStream } from '@naru/bus/lay';
import { NetworkPlanned, VenturePublished, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { realAmbient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { aggregateStore } from './change.ts';
import { type Outgoing, outgoing } from './outbox.ts';
import { openStore } from './raw.ts';
import { createRelay, type Relay } from './relay.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterAll(() => ground?.remove());

const EPOCH = 3;
const stream = { epoch: async () => EPOCH, acknowledged: () => {}, settle: async () => {} };
const relayOn = (bus: Bus = ground.bus) =>
  createRelay({ db: ground.database.db, bus, context: 'registry', ambient: realAmbient, stream });

const storeOf = (noun: string, relay: Pick<Relay, 'ambient' | 'enqueue'>) =>
  aggregateStore<{ said: number }, Outgoing>(
    {
      db: ground.database.db,
      noun,
      schema: 1,
      evolve: (state) => ({ said: (state?.said ?? 0) + 1 }),
      publish: (one) => one,
    },
    relay,
  );
type Store = ReturnType<typeof storeOf>;

const planned = () => outgoing(NetworkPlanned, { plan: { centres: 1, etag: '' } });
const shared = (ventureId: string) => {
  const profile = { name: { ko: '나루', en: 'Naru' } };
  return outgoing(VenturePublished, VenturePublished.fromPartial({ ventureId, centreId: 'KR-27', profile }));
};
const suspended = (ventureId: string) =>
  outgoing(VentureSuspended, { ventureId, centreId: 'KR-27', state: 'SUSPENDED' });

const sent = (store: Store, id: string) =>
  eventually(async () => (await openStore(store).collection.findOne({ _id: id }))?.outbox.length === 0);

/** The messages about an aggregate: their places, and what their headers tell of the first. */
async function messages(aggregate: string) {
  const name = ground.bus.stream('registry');
  const { state } = await ground.bus.manager.streams.info(name);
  const found: { place: number; version: number; first: First }[] = [];
  for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq += 1) {
    const message = await ground.bus.manager.streams.getMessage(name, { seq }).catch(() => null);
    if (!message?.subject.endsWith(`.${aggregate}`)) continue;
    const { version, first } = envelopeOf(message.header).envelope;
    found.push({ place: seq, version, first });
  }
  return found;
}

const firstOf = async (relay: Relay, aggregate: string) =>
  (await openStore(relay.events).collection.find({ aggregate }).sort({ version: 1 }).toArray()).map(
    ({ first }) => first,
  );

test('an event keeps where it first stood, and tells it each time that it is sent again', async () => {
  const relay = relayOn();
  const store = storeOf('placed', relay);
  relay.start([store]);
  await store.change('net_placed', () => [planned(), planned()], ground.cause());
  await sent(store, 'net_placed');
  const [one, two, ...more] = await messages('net_placed');
  expect(more).toEqual([]);
  expect([one?.first, two?.first]).toEqual([{ epoch: EPOCH }, { epoch: EPOCH }]);
  const kept = [one, two].map((message) => ({ epoch: EPOCH, place: message?.place }));
  expect(await firstOf(relay, 'net_placed')).toEqual(kept);
  for (let time = 1; time <= 2; time += 1) {
    await relay.republish(undefined, async () => {});
    const again = (await messages('net_placed')).slice(2 * time);
    expect(again.map(({ first }) => first)).toEqual(kept);
  }
  expect(await firstOf(relay, 'net_placed')).toEqual(kept);
  await relay.stop();
});

test('what stays of an event after hiding tells the place of the whole event', async () => {
  const relay = relayOn();
  const store = storeOf('covered', relay);
  relay.start([store]);
  await store.change('ven_covered', () => [shared('ven_covered')], ground.cause());
  await sent(store, 'ven_covered');
  const [full] = await messages('ven_covered');
  await store.change('ven_covered', () => [suspended('ven_covered')], ground.cause());
  await sent(store, 'ven_covered');
  const first = { epoch: EPOCH, place: full?.place };
  expect((await messages('ven_covered')).map((one) => [one.version, one.first])).toEqual([
    [2, { epoch: EPOCH }],
    [1, first],
  ]);
  expect((await firstOf(relay, 'ven_covered'))[0]).toEqual(first);
  await relay.stop();
});

test('an event whose place nobody kept is older than all others when it is sent again', async () => {
  const relay = relayOn();
  const { event, data } = planned();
  const old = {
    _id: 'evt_old',
    type: event.type,
    aggregate: 'net_old',
    version: 1,
    at: new Date(0),
    actor: 'test',
    data,
  };
  await openStore(relay.events).collection.insertOne(old);
  await relay.again(
    (async function* () {
      yield old;
    })(),
  );
  expect((await messages('net_old')).map(({ first }) => first)).toEqual([{ epoch: 0, place: 0 }]);
});

test('a process that goes on after a crash keeps the place of what was published before it', async () => {
  const dead = storeOf('crashed', { ambient: realAmbient, enqueue: () => {} });
  await dead.change('net_crashed', () => [planned()], ground.cause());
  const [entry] = (await openStore(dead).collection.findOne({ _id: 'net_crashed' }))?.outbox ?? [];
  const place = entry && (await ground.bus.publish('registry', { ...entry, first: { epoch: EPOCH } }));
  const relay = relayOn();
  relay.start([dead]);
  await sent(dead, 'net_crashed');
  await relay.stop();
  expect(await firstOf(relay, 'net_crashed')).toEqual([{ epoch: EPOCH, place }]);
  expect(await messages('net_crashed')).toHaveLength(1);
});

test.each([
  ['ahead', 600_000],
  ['behind', -600_000],
])('an event that a dead replica left is sent soon, whose clock was ten minutes %s', async (way, offMs) => {
  const relay = relayOn();
  const id = `net_${way}`;
  const dead = storeOf(`clock_${way}`, { ambient: realAmbient, enqueue: () => {} });
  const other = storeOf(`other_${way}`, relay);
  relay.start([dead, other]);
  // It has nothing to catch up with any more.
  await other.change(`${id}_before`, () => [planned()], ground.cause());
  await sent(other, `${id}_before`);
  await dead.change(id, () => [planned()], { ...ground.cause(), now: new Date(Date.now() + offMs) });
  await eventually(async () => (await openStore(dead).collection.findOne({ _id: id }))?.outbox.length === 0, {
    withinMs: 10_000,
  });
  await relay.stop();
});
