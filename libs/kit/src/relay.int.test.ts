import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { realAmbient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { aggregateStore } from './change.ts';
import { type OutboxEntry, outgoing, toEntries } from './outbox.ts';
import { openStore } from './raw.ts';
import { createRelay } from './relay.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
  await ground.bus.ensureStream('registry');
}, 30_000);
afterAll(() => ground?.remove());

interface Plan {
  centres: number;
}
type Planned = { type: 'Planned' | 'Hidden'; centres: number };

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

// Only an empty shell of a hidden event may remain.
const forget = () => NetworkPlanned.encode(NetworkPlanned.fromPartial({})).finish();
const relayOn = (bus: Bus) =>
  createRelay({ db: ground.database.db, bus, context: 'registry', ambient: realAmbient, forget });

const encoded = (centres: number) => outgoing(NetworkPlanned, { plan: { centres, etag: '' } });
const bytes = ({ data }: OutboxEntry) => Buffer.from(data instanceof Uint8Array ? data : data.buffer).toString('hex');

test('an event that the bus took only after its aggregate was hidden is published with its id alone', async () => {
  const { bus, taken } = refusingOnce();
  const relay = relayOn(bus);
  const store = aggregateStore<Plan, Planned>(
    {
      db: ground.database.db,
      noun: 'hidden',
      schema: 1,
      evolve: (_, { centres }) => ({ centres }),
      publish: ({ type }, { centres }) => ({ ...encoded(centres), forget: type === 'Hidden' }),
    },
    relay,
  );
  relay.start([store]);
  const both = (): Planned[] => [
    { type: 'Planned', centres: 17 },
    { type: 'Hidden', centres: 0 },
  ];
  await store.change('hidden-1', both, ground.cause());
  await eventually(async () => (await openStore(store).collection.findOne({ _id: 'hidden-1' }))?.outbox.length === 0);
  const first = taken.filter(({ version }) => version === 1).map(bytes);
  expect(first.length).toBeGreaterThan(0);
  expect(first).not.toContain(Buffer.from(encoded(17).data).toString('hex'));
  expect(await openStore(relay.events).collection.findOne({ aggregate: 'hidden-1', version: 1 })).toMatchObject({
    data: { position: 0 },
  });
  await relay.stop();
});

test('an aggregate that is hidden twice within the duplicate window loses no event', async () => {
  const relay = relayOn(ground.bus);
  const store = aggregateStore<Plan, Planned>(
    {
      db: ground.database.db,
      noun: 'twice',
      schema: 1,
      evolve: (_, { centres }) => ({ centres }),
      publish: ({ type }, { centres }) => ({ ...encoded(centres), forget: type === 'Hidden' }),
    },
    relay,
  );
  relay.start([store]);
  const sent = async () => (await openStore(store).collection.findOne({ _id: 'twice-1' }))?.outbox.length === 0;
  for (const type of ['Planned', 'Hidden', 'Planned', 'Hidden'] as const) {
    await store.change('twice-1', () => [{ type, centres: 17 }], ground.cause());
    await eventually(sent);
  }
  await relay.stop();
  const consumer = await ground.bus.jetstream.consumers.get(ground.bus.stream('registry'), {
    filter_subjects: ground.bus.subject('naru.registry.network.planned.v1', 'twice-1'),
  });
  const versions: number[] = [];
  for await (const { headers, info } of await consumer.fetch({ max_messages: 4, expires: 1_000 })) {
    versions.push(Number(headers?.get('ce-sequence')));
    if (info.pending === 0) break;
  }
  expect(versions.sort()).toEqual([1, 2, 3, 4]);
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

test('an event that hides its aggregate waits if the service does not say what may remain of the others', async () => {
  const relay = createRelay({ db: ground.database.db, bus: ground.bus, context: 'registry', ambient: realAmbient });
  const [entry] = toEntries({
    aggregate: 'unsaid-1',
    version: 0,
    events: [{ ...encoded(1), forget: true }],
    cause: ground.cause(),
  });
  const cleared: unknown[] = [];
  const outbox = { noun: 'x', waiting: async () => [], clear: async (items: unknown) => void cleared.push(items) };
  relay.start([{ outbox }]);
  relay.enqueue({ outbox, id: 'unsaid-1', version: 1, entries: entry ? [entry] : [] });
  await eventually(() => openStore(relay.events).collection.findOne({ aggregate: 'unsaid-1' }));
  await relay.stop();
  expect(cleared).toEqual([]);
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
