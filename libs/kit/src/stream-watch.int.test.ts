/** A stream on a real server that has lost messages, by a cut, a rollback or in its middle. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { envelopeOf } from '@naru/bus/envelope';
import { layStream } from '@naru/bus/lay';
import { WINDOWS } from '@naru/bus/names';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { log } from '@naru/telemetry/log';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { DeliverPolicy } from '@nats-io/jetstream';
import { realAmbient } from './ambient.ts';
import { type KeptEvent, type OutboxEntry, outgoing } from './outbox.ts';
import type { Outbox } from './outboxes.ts';
import { createRelay } from './relay.ts';
import { type StreamWatch, watchStream } from './stream-watch.ts';

const CONTEXT = 'registry';
let ground: Ground;
let watches: StreamWatch[] = [];
let alarms: Record<string, unknown>[] = [];
const { error } = log;

beforeEach(async () => {
  ground = await startGround();
  await layStream(ground.bus, CONTEXT);
  alarms = [];
  log.error = ((facts: Record<string, unknown>) => void alarms.push(facts)) as typeof log.error;
});
afterEach(async () => {
  log.error = error;
  await Promise.all(watches.map((watch) => watch.stop()));
  watches = [];
  await ground.remove();
});

const events = () => ground.database.db.collection<KeptEvent>('events');

const entryOf = (aggregate: string, version: number, at = new Date()): OutboxEntry => {
  const { event, data } = outgoing(NetworkPlanned, { plan: { centres: version, etag: '' } });
  return { id: randomUUID(), type: event.type, aggregate, version, at, actor: 'test', data };
};

/** Keeps an event, and publishes it. */
async function say(watch: StreamWatch | null, aggregate: string, version: number, at?: Date): Promise<string> {
  const entry = entryOf(aggregate, version, at);
  const { id, ...kept } = entry;
  await events().insertOne({ _id: id, ...kept });
  const place = await ground.bus.publish(CONTEXT, entry);
  watch?.acknowledged(place);
  return id;
}

/** An owner that starts. `waiting` are events that wait in its outboxes. */
function start(waiting: readonly OutboxEntry[] = []): StreamWatch {
  const { bus, database } = ground;
  const relay = createRelay({ db: database.db, bus, context: CONTEXT, ambient: realAmbient });
  const room = { db: database.db, bus, context: CONTEXT, ambient: realAmbient, keptMs: WINDOWS.keptMs };
  const watch = watchStream({ ...room, again: relay.again });
  const outbox: Outbox = {
    noun: 'plan',
    waiting: async () => (waiting.length > 0 ? [{ id: 'net', version: 1, entries: [...waiting] }] : []),
    holds: async (ids) => ids.filter((id) => waiting.some((entry) => entry.id === id)),
    clear: async () => {},
    oldest: async () => null,
  };
  watch.start([{ outbox }]);
  watches.push(watch);
  return watch;
}

/** The ids of the events in the stream, and their places. */
async function inStream(): Promise<Map<string, number>> {
  const { manager } = ground.bus;
  const name = ground.bus.stream(CONTEXT);
  const { state } = await manager.streams.info(name);
  const found = new Map<string, number>();
  for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq += 1) {
    const message = await manager.streams.getMessage(name, { seq }).catch(() => null);
    if (message) found.set(envelopeOf(message.header).envelope.id, seq);
  }
  return found;
}

const lose = async (...seqs: number[]) => {
  for (const seq of seqs) await ground.bus.manager.streams.deleteMessage(ground.bus.stream(CONTEXT), seq, true);
};

const keptPlace = async () => (await ground.database.db.collection<{ place: number }>('stream').findOne())?.place;

test('messages that were lost in the middle are noticed at the start, and sent again', async () => {
  const ids: string[] = [];
  for (const aggregate of ['net_1', 'net_2', 'net_3'])
    for (const version of [1, 2]) ids.push(await say(null, aggregate, version));
  await lose(2, 5);
  start();
  await eventually(async () => (await inStream()).size === 6);
  expect([...(await inStream()).keys()].sort()).toEqual([...ids].sort());
  expect(alarms).toMatchObject([{ context: CONTEXT, missing: 2 }]);
  const subjects = ['net_1', 'net_3'].map((id) => ground.bus.subject('naru.registry.network.planned.v1', id));
  expect(alarms[0]?.subjects).toEqual(subjects);
});

test.each([
  ['ahead', 600_000],
  ['behind', -600_000],
])('an event of a replica whose clock is ten minutes %s is missed as soon as any other', async (_, apartMs) => {
  const at = new Date(Date.now() + apartMs);
  const id = await say(null, 'net_1', 1, at);
  await say(null, 'net_2', 1);
  await lose(1);
  start();
  await eventually(async () => (await inStream()).has(id));
  expect(alarms).toMatchObject([{ missing: 1 }]);
});

test('a stream that was set back goes on at places that no consumer has read, with all its events', async () => {
  const watch = start();
  const ids: string[] = [];
  for (let version = 1; version <= 8; version += 1) ids.push(await say(watch, 'net', version));
  await eventually(async () => (await keptPlace()) === 8);
  await watch.stop();
  // The older folder has the first five messages.
  await ground.bus.manager.streams.delete(ground.bus.stream(CONTEXT));
  await layStream(ground.bus, CONTEXT);
  const kept = await events().find().sort({ version: 1 }).limit(5).toArray();
  for (const { _id, ...entry } of kept) await ground.bus.publish(CONTEXT, { ...entry, id: _id });
  // A consumer that had read all eight places would pass over them.
  const reader = { durable_name: 'reader', deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: 9 } as const;
  await ground.bus.manager.consumers.add(ground.bus.stream(CONTEXT), reader);
  const consumer = await ground.bus.durable(CONTEXT, 'reader');
  start();
  await eventually(async () => [...(await inStream()).keys()].sort().join() === [...ids].sort().join());
  expect(Math.min(...(await inStream()).values())).toBe(9);
  expect(alarms).toMatchObject([{ place: 8, last: 5, missing: 3 }]);
  expect((await consumer.info()).num_pending).toBe(8);
  const later = await say(null, 'net', 9);
  expect((await inStream()).get(later)).toBe(17);
});

test('a stream that was set back, and has gone on since, is found by its subjects', async () => {
  for (const version of [1, 2, 3]) await say(null, 'old', version);
  await ground.bus.manager.streams.delete(ground.bus.stream(CONTEXT));
  await layStream(ground.bus, CONTEXT);
  for (const version of [1, 2, 3, 4]) await say(null, 'new', version);
  start();
  await eventually(async () => (await inStream()).size === 7);
  expect(alarms).toMatchObject([{ missing: 3 }]);
});

test('what is lost while the connection was broken is found when it is back', async () => {
  const watch = start();
  for (const version of [1, 2, 3]) await say(watch, 'net', version);
  await eventually(async () => (await keptPlace()) === 3);
  await lose(3);
  expect(alarms).toEqual([]);
  await ground.bus.connection.reconnect();
  await eventually(async () => (await inStream()).size === 3);
  expect(alarms).toMatchObject([{ place: 3, missing: 1 }]);
});

test('a whole stream, and events that wait in an outbox, are no loss', async () => {
  for (const version of [1, 2]) await say(null, 'net', version);
  const waits = entryOf('net', 3);
  const { id, ...kept } = waits;
  await events().insertOne({ _id: id, ...kept });
  const watch = start([waits]);
  watch.acknowledged(2);
  await eventually(async () => (await keptPlace()) === 2);
  await watch.stop(); // After the round in hand.
  expect(alarms).toEqual([]);
  expect((await inStream()).size).toBe(2);
});

/** The server makes the stream anew. */
async function makeAnew(): Promise<void> {
  await ground.bus.manager.streams.delete(ground.bus.stream(CONTEXT));
  await layStream(ground.bus, CONTEXT);
}

test('a stream that was made anew begins a new epoch, which all replicas know; a restart begins none', async () => {
  const first = start();
  expect(await first.epoch()).toBe(1);
  await say(first, 'net', 1);
  await first.stop();
  expect(await start().epoch()).toBe(1);
  await makeAnew();
  expect(await Promise.all([start().epoch(), start().epoch(), start().epoch()])).toEqual([2, 2, 2]);
  expect(await start().epoch()).toBe(2);
});

test('a stream that was set back begins a new epoch, and goes on behind what was acknowledged', async () => {
  const watch = start();
  for (let version = 1; version <= 4; version += 1) await say(watch, 'net', version);
  await eventually(async () => (await keptPlace()) === 4);
  const { made } = await ground.bus.standing(CONTEXT, 'uncounted');
  await makeAnew();
  // The same stream, of an older folder.
  const streams = ground.database.db.collection('stream');
  const now = await ground.bus.standing(CONTEXT, 'uncounted');
  expect((await streams.updateOne({ made }, { $set: { made: now.made } })).matchedCount).toBe(1);
  expect(await start().epoch()).toBe(2);
  await eventually(async () => (await inStream()).size === 4);
  expect(Math.min(...(await inStream()).values())).toBe(5);
});

test('while the connection is broken the epoch is not known, and afterwards it is looked for again', async () => {
  const watch = start();
  expect(await watch.epoch()).toBe(1);
  await makeAnew();
  expect(await watch.epoch()).toBe(1); // Nobody has looked since.
  await ground.bus.connection.reconnect();
  await eventually(async () => (await watch.epoch()) === 2);
});

/** The database is that of a backup: it lacks these events, and its place is that of the last one it has. */
async function setBack(place: number, ...lost: string[]): Promise<void> {
  await events().deleteMany({ _id: { $in: lost } });
  await ground.database.db.collection('stream').updateOne({}, { $set: { place } });
}

test('a stream that knows more than its database gets nothing more, until an operator says that the database is right', async () => {
  const before = start();
  const kept = [await say(before, 'net', 1), await say(before, 'net', 2)];
  const lost = [await say(before, 'net', 3), await say(before, 'other', 1)];
  await eventually(async () => (await keptPlace()) === 4);
  await before.stop();
  await setBack(2, ...lost);
  const [watch, replica] = [start(), start()];
  await expect(watch.epoch()).rejects.toThrow(`${lost[0]} at place 3`);
  await expect(replica.epoch()).rejects.toThrow('does not know');
  expect(watch.setBack()).toContain('does not know');
  expect(alarms).toMatchObject([{ context: CONTEXT, place: 2 }, { context: CONTEXT }]);
  expect([...(await inStream()).keys()]).toEqual([...kept, ...lost]);
  await watch.settle();
  expect([...(await inStream()).keys()]).toEqual(kept);
  expect([await watch.epoch(), watch.setBack()]).toEqual([2, null]);
  await eventually(async () => (await replica.epoch().catch(() => 0)) === 2, { withinMs: 10_000 });
  // Consumers have read up to place 4.
  const next = await say(watch, 'net', 3);
  expect((await inStream()).get(next)).toBe(5);
});

test('what a crash left between the bus and the database is known: it waits in an outbox', async () => {
  const before = start();
  await say(before, 'net', 1);
  await eventually(async () => (await keptPlace()) === 1);
  await before.stop();
  const waits = entryOf('net', 2);
  await ground.bus.publish(CONTEXT, waits);
  const snapshot = { ...entryOf('net', 2), id: 'snap_of-2' };
  await ground.bus.publish(CONTEXT, snapshot);
  const after = start([waits]);
  expect([await after.epoch(), after.setBack()]).toEqual([1, null]);
});

test('a bus that was emptied after a restore begins a new epoch, with the events of the database', async () => {
  const before = start();
  const kept = await say(before, 'net', 1);
  const lost = await say(before, 'net', 2);
  await eventually(async () => (await keptPlace()) === 2);
  await before.stop();
  await setBack(1, lost);
  await makeAnew();
  const after = start();
  expect(await after.epoch()).toBe(2);
  await eventually(async () => (await inStream()).size === 1);
  expect([[...(await inStream()).keys()], after.setBack()]).toEqual([[kept], null]);
});
