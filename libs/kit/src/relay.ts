/**
 * Publishes the events of the outboxes to the bus: each commit wakes it, and a sweep finds the events that a crash left
 * behind. It copies an event into the permanent `events` collection, publishes it, waits for the acknowledgement, and
 * only then removes it from the outbox. Repeats are harmless: the copy, the stream and every consumer recognise an
 * event by its id.
 */
import type { Collection, Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { type Forget, forget } from './forget.ts';
import { type Loop, startLoop } from './loop.ts';
import { backoffMs, duplicateKey } from './mongo.ts';
import type { OutboxEntry } from './outbox.ts';
import type { Outbox, Waiting } from './outboxes.ts';
import { reached } from './points.ts';
import { type Closed, closed, type Raw, rawOf } from './raw.ts';
import type { RelayQueue } from './save.ts';
import { log } from './telemetry.ts';

type Pending = Waiting & { outbox: Outbox };

/** An event as its owner keeps it for good. `_id` is the id of the event. */
export type KeptEvent = Omit<OutboxEntry, 'id'> & { _id: string };

export interface Relay extends RelayQueue {
  /** The permanent events. */
  events: Closed<Raw<KeptEvent>>;
  ensureIndexes(): Promise<void>;
  start(stores: readonly { outbox: Outbox }[]): void;
  /** Publishes the permanent events since an instant again, with their ids. @returns the number of events */
  republish(since: Date | undefined, step: (sent: number) => Promise<void>): Promise<number>;
  /** Publishes entries that are in no outbox, such as snapshots. */
  send(entries: readonly OutboxEntry[]): Promise<void>;
  /** Stops after the batch in hand. Other events stay in their outboxes. */
  stop(): Promise<void>;
}

/** State that the functions of one relay share. */
interface Room {
  events: Collection<KeptEvent>;
  bus: Bus;
  /** The context that owns the events; it names the stream. */
  context: string;
  ambient: Ambient;
  policy: Forget | undefined;
  watched: readonly Outbox[];
  /** The saves of this process since the last round. */
  queue: Pending[];
  sweptAtMs: number;
  /** True while events wait in outboxes, or may wait after a crash. Then the sweep takes events of any age. */
  behind: boolean;
}

const BATCH_MAX = 256;
const QUEUE_MAX = 10_000;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_AFTER_MS = 2_000;
/** With their pauses, these tries take much longer than a restart of the bus. */
const INSIST_MAX = 20;

export function createRelay({
  db,
  bus,
  context,
  ambient,
  forget: policy,
}: {
  db: Db;
  bus: Bus;
  context: string;
  ambient: Ambient;
  /** Required if an aggregate can be hidden. */
  forget?: Forget | undefined;
}): Relay {
  const events = db.collection<KeptEvent>('events');
  const state = { watched: [], queue: [], sweptAtMs: ambient.elapsedMs(), behind: true };
  const room: Room = { events, bus, context, ambient, policy, ...state };
  let loop: Loop | null = null;
  return {
    ambient,
    events: closed(rawOf(events, ambient)),
    ensureIndexes: async () => {
      await events.createIndexes([{ key: { at: 1, version: 1 } }, { key: { aggregate: 1, version: 1 } }]);
    },
    enqueue: (item) => {
      // Above the limit, events stay in their outboxes only, and the sweep finds them.
      if (room.queue.length < QUEUE_MAX) room.queue.push(item);
      loop?.wake();
    },
    start: (stores) => {
      room.watched = stores.map(({ outbox }) => outbox);
      loop = startLoop({ name: 'relay', ambient, round: () => round(room) });
    },
    republish: (since, step) => republish(room, since, step),
    send: (entries) => insist(room, entries),
    stop: async () => loop?.stop(),
  };
}

/** @returns how long the relay may sleep if nothing is saved. @throws if the bus or the database is away */
async function round(room: Room): Promise<number> {
  const { ambient, queue } = room;
  const sinceSweepMs = ambient.elapsedMs() - room.sweptAtMs;
  if (queue.length === 0 && (room.behind || sinceSweepMs >= SWEEP_EVERY_MS)) await sweep(room);
  const batch = queue.splice(0, BATCH_MAX);
  if (batch.length === 0) return SWEEP_EVERY_MS;
  const left = await flush(room, batch).catch((error: unknown) => {
    room.behind = true;
    throw error;
  });
  room.behind ||= left > 0;
  if (left === batch.length) throw new Error(`the bus took no whole outbox of ${left}`);
  return 0;
}

/** Puts waiting events from the outboxes into the queue: one batch of each outbox, so that some may remain. */
async function sweep(room: Room): Promise<void> {
  const { ambient, watched, queue } = room;
  const since = new Date(ambient.now().getTime() - (room.behind ? 0 : SWEEP_AFTER_MS));
  let more = false;
  for (const outbox of watched) {
    const found = await outbox.waiting(since, BATCH_MAX);
    const kept = await keptOf(
      room,
      found.flatMap(({ entries }) => entries),
    );
    for (const { id, version, entries } of found)
      queue.push({ outbox, id, version, entries: entries.map((entry) => kept.get(entry.id) ?? entry) });
    more ||= found.length === BATCH_MAX;
  }
  room.behind = more;
  room.sweptAtMs = ambient.elapsedMs();
}

/** Only the permanent copy may be published: if the aggregate was hidden meanwhile, older events were erased there. */
async function keptOf({ events }: Room, entries: readonly OutboxEntry[]): Promise<Map<string, OutboxEntry>> {
  const found = await events.find({ _id: { $in: entries.map(({ id }) => id) } }).toArray();
  return new Map(found.map(({ _id, ...entry }) => [_id, { id: _id, ...entry }]));
}

/** Publishes a batch and clears the published events. @returns the number of aggregates that wait for another try */
async function flush(room: Room, batch: readonly Pending[]): Promise<number> {
  const entries = batch.flatMap((item) => item.entries);
  await keep(room, entries);
  reached('relay.copied');
  const sent = await sendAll(room, entries);
  reached('relay.published');
  const done = batch.filter((item) => item.entries.every(({ id }) => sent.has(id)));
  await clear(done);
  reached('relay.cleared');
  return batch.length - done.length;
}

async function keep({ events }: Room, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  try {
    await events.insertMany(
      entries.map(({ id, ...entry }) => ({ _id: id, ...entry })),
      { ordered: false },
    );
  } catch (error) {
    if (duplicateKey(error) !== '_id') throw error; // An earlier try has kept it.
  }
}

/** @returns the ids of the events that the bus has taken */
async function sendAll(room: Room, entries: readonly OutboxEntry[]): Promise<Set<string>> {
  const results = await Promise.allSettled(entries.map((entry) => send(room, entry)));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) {
    log.warn({ err: failure.reason }, 'the bus did not take an event');
    await room.bus.ensureStream(room.context); // The stream's files may have been lost.
  }
  return new Set(entries.filter((_, index) => results[index]?.status === 'fulfilled').map(({ id }) => id));
}

async function send(room: Room, entry: OutboxEntry): Promise<void> {
  const place = await room.bus.publish(room.context, entry);
  if (entry.forget) await forget(room, entry, place);
}

async function clear(done: readonly Pending[]): Promise<void> {
  for (const [outbox, items] of Map.groupBy(done, (item) => item.outbox)) await outbox.clear(items);
}

/** Publishes entries that are in no outbox. Nothing else would try them again, and the bus may be away for a while. */
async function insist({ bus, context, ambient }: Room, entries: readonly OutboxEntry[], copy?: string): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      await bus.ensureStream(context);
      await Promise.all(entries.map((entry) => bus.publish(context, entry, copy)));
      return;
    } catch (error) {
      if (failures === INSIST_MAX) throw error;
      log.warn({ err: error }, 'the bus did not take what is told again');
      await ambient.pause(backoffMs(failures, { firstMs: 100, maxMs: 2_000 }));
    }
  }
}

async function republish(room: Room, since: Date | undefined, step: (sent: number) => Promise<void>): Promise<number> {
  // The stream rejects known event ids. A run number makes the second copy new to it.
  const run = `:${room.ambient.now().getTime()}`;
  const kept = room.events.find(since ? { at: { $gte: since } } : {}).sort({ at: 1, version: 1 });
  let count = 0;
  for await (const batch of inBatches(kept, BATCH_MAX)) {
    await insist(
      room,
      batch.map(({ _id, ...entry }) => ({ id: _id, ...entry })),
      run,
    );
    count += batch.length;
    await step(count);
  }
  return count;
}

/** Lists of at most that length. The last one may be short, and none is empty. */
export async function* inBatches<T>(items: AsyncIterable<T>, max: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < max) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
