import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layStream } from '@naru/bus/lay';
import {
  NetworkPlanned,
  VenturePublished,
  VentureSnapshot,
  VentureSuspended,
} from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { realAmbient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { aggregateStore } from './change.ts';
import { bytesOf, type OutboxEntry, outgoing, toEntries } from './outbox.ts';
import { openStore } from './raw.ts';
import { createRelay, type Relay } from './relay.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterAll(() => ground?.remove());

interface Plan {
  centres: number;
}
type Planned = { type: 'Planned'; centres: number };

/** A bus that refuses the first event it gets, and the list of events that it took. */
function refusingOnce(): { bus: Bus; taken: OutboxEntry[] } {
  const taken: OutboxEntry[] = [];
  let refused = false;
  const publish: Bus['publish'] = async (context, entry, copy) => {
    if (!refused) {
      refused = true;
      throw new Error('away');
    }
    taken.push(entry);
    return ground.bus.publish(context, entry, copy);
  };
  return { bus: { ...ground.bus, publish }, taken };
}

const relayOn = (bus: Bus) => createRelay({ db: ground.database.db, bus, context: 'registry', ambient: realAmbient });

const CANARY = '카나리아';
const BARE = { ventureId: 'ven_hidden', centreId: 'KR-27', state: 'PUBLISHED' } as const;
const readOf = (data: Uint8Array) => VenturePublished.decode(data);
const shared = (ventureId: string = BARE.ventureId) => {
  const profile = { name: { ko: CANARY, en: CANARY } };
  return outgoing(VenturePublished, VenturePublished.fromPartial({ ...BARE, ventureId, profile }));
};

interface Shown {
  id: string;
}
type Told = { type: 'Published' | 'Suspended' };

/** A store of things that can be hidden: the contract knows of ventures. */
const ventures = (noun: string, relay: Relay, id = `ven_${noun}`) =>
  aggregateStore<Shown, Told>(
    {
      db: ground.database.db,
      noun,
      schema: 1,
      evolve: () => ({ id }),
      publish: ({ type }) =>
        type === 'Published'
          ? shared(id)
          : outgoing(VentureSuspended, { ventureId: id, centreId: 'KR-27', state: 'SUSPENDED' }),
    },
    relay,
  );

const sent = async (store: ReturnType<typeof ventures>, id: string) =>
  (await openStore(store).collection.findOne({ _id: id }))?.outbox.length === 0;

const keptOf = async (relay: Relay, aggregate: string) => {
  const found = await openStore(relay.events).collection.find({ aggregate }).sort({ version: 1 }).toArray();
  return found.map(partsOf);
};

/** What a message says: nothing but these fields may stand of a hidden venture. */
function partsOf({ data }: Pick<OutboxEntry, 'data'>) {
  const { fictional, ...said } = readOf(bytesOf({ data }));
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** What stands in the stream about an aggregate, by version. */
const standing = async (aggregate: string) => {
  const found = await ground.bus.about('registry', aggregate);
  return found.sort((a, b) => a.version - b.version).map((one) => ({ version: one.version, ...partsOf(one) }));
};

const encoded = (centres: number) => outgoing(NetworkPlanned, { plan: { centres, etag: '' } });

test('an event that the bus took only after its aggregate was hidden is published without its content', async () => {
  const { bus, taken } = refusingOnce();
  const relay = relayOn(bus);
  const store = ventures('hidden', relay);
  relay.start([store]);
  await store.change('ven_hidden', () => [{ type: 'Published' }, { type: 'Suspended' }], ground.cause());
  await eventually(() => sent(store, 'ven_hidden'));
  const first = taken.filter(({ version }) => version === 1).map(({ data }) => readOf(data as Uint8Array));
  expect(first.length).toBeGreaterThan(0);
  expect(first.map(({ profile }) => profile)).not.toContainEqual(expect.anything());
  expect(await keptOf(relay, 'ven_hidden')).toEqual([BARE, { ...BARE, state: 'SUSPENDED' }]);
  await relay.stop();
});

test('an aggregate that is hidden twice within the duplicate window loses no event', async () => {
  const relay = relayOn(ground.bus);
  const store = ventures('twice', relay);
  relay.start([store]);
  for (const type of ['Published', 'Suspended', 'Published', 'Suspended'] as const) {
    await store.change('ven_twice', () => [{ type }], ground.cause());
    await eventually(() => sent(store, 'ven_twice'));
  }
  await relay.stop();
  expect(await standing('ven_twice')).toEqual([
    ...BOTH('ven_twice'),
    ...BOTH('ven_twice').map((one) => ({ ...one, version: one.version + 2 })),
  ]);
});

/** An aggregate that was shared and then hidden, by a relay that has stopped since. */
async function hidden(noun: string, id: string) {
  const relay = relayOn(ground.bus);
  const store = ventures(noun, relay);
  relay.start([store]);
  for (const type of ['Published', 'Suspended'] as const) {
    await store.change(id, () => [{ type }], ground.cause());
    await eventually(() => sent(store, id));
  }
  await relay.stop();
  return store;
}

const BOTH = (id: string) => [
  { version: 1, ...BARE, ventureId: id },
  { version: 2, ...BARE, ventureId: id, state: 'SUSPENDED' },
];

/** The full event, as it stood before the aggregate was hidden, under an id that the stream does not take for a repeat. */
const full = async (id: string): Promise<OutboxEntry> => {
  const found = await openStore(relayOn(ground.bus).events).collection.findOne({ aggregate: id, version: 1 });
  if (!found) throw new Error(`${id} has no kept event`);
  const { _id, ...entry } = found;
  return { ...entry, id: _id, data: shared().data };
};

test('what is sent again forgets again, also after the folder of the bus was rolled back', async () => {
  const id = 'ven_rolled_back';
  await hidden('rolled_back', id);
  // The older folder holds the full event again, and not the event that hid the aggregate.
  for (const { place } of await ground.bus.about('registry', id)) await ground.bus.erase('registry', [place]);
  await ground.bus.publish('registry', await full(id), ':older');
  const relay = relayOn(ground.bus);
  const since = (await full(id)).at;
  await relay.republish(since, async () => {});
  expect(await standing(id)).toEqual(BOTH(id));
});

test('an event that hides is enough: the older ones are sent again with it, bare', async () => {
  const id = 'ven_since';
  await hidden('since', id);
  for (const { place, version } of await ground.bus.about('registry', id))
    if (version === 1) await ground.bus.erase('registry', [place]);
  await ground.bus.publish('registry', await full(id), ':older');
  const relay = relayOn(ground.bus);
  const { collection } = openStore(relay.events);
  const hider = await collection.findOne({ aggregate: id, version: 2 });
  await collection.updateOne({ aggregate: id, version: 1 }, { $set: { at: new Date(0) } });
  await relay.republish(hider?.at, async () => {});
  const stands = await standing(id);
  expect(stands.filter(({ version }) => version === 1)).toEqual(BOTH(id).slice(0, 1));
});

test('a snapshot that was read before its aggregate was hidden, and sent after it, leaves nothing in the stream', async () => {
  const id = 'ven_snapshot';
  await hidden('snapshot', id);
  const profile = { name: { ko: CANARY, en: CANARY } };
  const late = outgoing(VentureSnapshot, VentureSnapshot.fromPartial({ ...BARE, ventureId: id, profile }));
  const entries = toEntries({ aggregate: id, version: 0, events: [late], cause: ground.cause() });
  await relayOn(ground.bus).send(entries);
  expect(await standing(id)).toEqual(BOTH(id));
});

test('a relay that halted with an event in hand, and goes on after the aggregate was hidden, leaves nothing either', async () => {
  const id = 'ven_halted';
  let halted: () => void = () => {};
  const there = new Promise<void>((resolve) => {
    halted = resolve;
  });
  let goOn: () => void = () => {};
  const going = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const publish: Bus['publish'] = async (context, entry) => {
    halted();
    await going;
    // The duplicate window is over by then.
    return ground.bus.publish(context, entry, ':late');
  };
  const slow = relayOn({ ...ground.bus, publish });
  const store = ventures('halted', slow);
  slow.start([store]);
  await store.change(id, () => [{ type: 'Published' }], ground.cause());
  await there;
  const quick = relayOn(ground.bus);
  const same = ventures('halted', quick);
  quick.start([same]);
  await same.change(id, () => [{ type: 'Suspended' }], ground.cause());
  await eventually(() => sent(same, id));
  await quick.stop();
  expect(await standing(id)).toEqual(BOTH(id));
  goOn();
  await slow.stop();
  expect(await standing(id)).toEqual(BOTH(id));
});

test('an event in the queue of a relay is sent as it is kept, if another replica has kept it before', async () => {
  const id = 'ven_queued';
  const store = await hidden('queued', id);
  const taken: OutboxEntry[] = [];
  const publish: Bus['publish'] = (context, entry, copy) => {
    taken.push(entry);
    return ground.bus.publish(context, entry, copy);
  };
  const relay = relayOn({ ...ground.bus, publish });
  relay.start([store]);
  relay.enqueue({ outbox: store.outbox, id, version: 1, entries: [await full(id)] });
  await eventually(() => taken.length > 0);
  await relay.stop();
  expect(taken.map(({ data }) => readOf(bytesOf({ data })).profile)).toEqual([undefined]);
  expect(await standing(id)).toEqual(BOTH(id));
});

test('events that are published again survive a short absence of the bus', async () => {
  const { bus, taken } = refusingOnce();
  const relay = relayOn(bus);
  const events = [encoded(1), encoded(2), encoded(3)];
  const entries = toEntries({ aggregate: 'again-1', version: 0, events, cause: ground.cause() });
  await openStore(relay.events).collection.insertMany(entries.map(({ id, ...entry }) => ({ _id: id, ...entry })));
  expect(await relay.republish(entries[0]?.at, async () => {})).toBe(3);
  expect(new Set(taken.map(({ version }) => version))).toEqual(new Set([1, 2, 3]));
});

test('the events of one aggregate are published in the order of their versions, across many saves', async () => {
  const told: number[] = [];
  const publish: Bus['publish'] = (context, entry, copy) => {
    if (entry.aggregate === 'ordered-1') told.push(entry.version);
    return ground.bus.publish(context, entry, copy);
  };
  const relay = relayOn({ ...ground.bus, publish });
  const store = aggregateStore<Plan, Planned>(
    {
      db: ground.database.db,
      noun: 'ordered',
      schema: 1,
      evolve: (_, { centres }) => ({ centres }),
      publish: (_, { centres }) => encoded(centres),
    },
    relay,
  );
  relay.start([store]);
  const two = (centres: number) => (): Planned[] => [
    { type: 'Planned', centres },
    { type: 'Planned', centres: centres + 1 },
  ];
  for (let turn = 0; turn < 20; turn += 1) await store.change('ordered-1', two(turn), ground.cause());
  await eventually(async () => (await openStore(store).collection.findOne({ _id: 'ordered-1' }))?.outbox.length === 0);
  expect([...new Set(told)]).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  await relay.stop();
});

test('events are published again in batches, and the last batch is not forgotten', async () => {
  const { bus } = refusingOnce();
  const relay = relayOn(bus);
  const events = Array.from({ length: 257 }, (_, index) => encoded(index));
  const cause = { ...ground.cause(), now: new Date(Date.UTC(2040, 0, 1)) };
  const entries = toEntries({ aggregate: 'many-1', version: 0, events, cause });
  await openStore(relay.events).collection.insertMany(entries.map(({ id, ...entry }) => ({ _id: id, ...entry })));
  const steps: number[] = [];
  expect(await relay.republish(cause.now, async (sent) => void steps.push(sent))).toBe(257);
  expect(steps).toEqual([256, 257]);
});
