/**
 * Publishes the events of the outboxes to the bus: each commit wakes it, and a sweep finds the events that a crash left
 * behind. It publishes an event, waits for the acknowledgement, copies it with its place into the permanent `events`
 * collection, and only then removes it from the outbox. What hiding concerns, or may have been published before, is
 * copied first. Repeats are harmless: the copy, the stream and every consumer recognise an event by its id.
 */
import type { First } from '@naru/bus/envelope';
import { log } from '@naru/telemetry/log';
import type { Collection, Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { inBatches } from './batches.ts';
import type { Bus } from './bus.ts';
import { concernsHiding, hideAgain, withoutHidden } from './forget.ts';
import { type Loop, startLoop } from './loop.ts';
import { backoffMs, duplicateKey } from './mongo.ts';
import { entryOf, type KeptEvent, type OutboxEntry } from './outbox.ts';
import type { Outbox, Waiting } from './outboxes.ts';
import { reached } from './points.ts';
import { type Closed, closed, type Raw, rawOf } from './raw.ts';
import type { RelayQueue } from './save.ts';
import type { StreamWatch } from './stream-watch.ts';

/** What was found in an outbox has perhaps been published before. */
type Pending = Waiting & { outbox: Outbox; found?: true };

export interface Relay extends RelayQueue {
  /** The permanent events. */
  events: Closed<Raw<KeptEvent>>;
  ensureIndexes(): Promise<void>;
  start(stores: readonly { outbox: Outbox }[]): void;
  /** Why the bus refused the last event; null if it took it. */
  refusal(): string | null;
  /** Since when the oldest event of all outboxes waits. */
  oldest(): Promise<Date | null>;
  /**
   * Publishes the permanent events since an instant again, with their ids. What the database does not know is taken out of
   * the stream first. @returns the number of events
   */
  republish(since: Date | undefined, step: (sent: number) => Promise<void>): Promise<number>;
  /** Publishes these permanent events again, with their ids. @returns the number of events */
  again(kept: AsyncIterable<KeptEvent>, step?: (sent: number) => Promise<void>): Promise<number>;
  /** Publishes entries that are in no outbox, such as snapshots. */
  send(entries: readonly OutboxEntry[]): Promise<void>;
  /** Stops after the batch in hand. Other events stay in their outboxes. */
  stop(): Promise<void>;
}

interface Ground {
  db: Db;
  bus: Bus;
  /** The context that owns the events; it names the stream. */
  context: string;
  ambient: Ambient;
  /** Tells the epoch of the stream, and hears each place at which the stream has acknowledged an event. */
  stream?: Pick<StreamWatch, 'epoch' | 'acknowledged' | 'settle'>;
}

/** State that the functions of one relay share. */
interface Room extends Required<Omit<Ground, 'db'>> {
  events: Collection<KeptEvent>;
  watched: readonly Outbox[];
  /** The saves of this process since the last round. */
  queue: Pending[];
  sweptAtMs: number;
  /** What waits in the outboxes, and since when by the monotonic clock of this process: another clock wrote the time. */
  seen: ReadonlyMap<string, number>;
  /** Why the bus refused the last event; null if it took it. */
  refusal: string | null;
  /** True while events wait in outboxes, or may wait after a crash. Then the sweep takes events of any age. */
  behind: boolean;
}

const BATCH_MAX = 256;
const QUEUE_MAX = 10_000;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_AFTER_MS = 2_000;
/** With their pauses, these tries take much longer than a restart of the bus. */
const INSIST_MAX = 20;

const UNWATCHED: Required<Ground>['stream'] = {
  epoch: async () => 1,
  acknowledged: () => {},
  settle: async () => {},
};

export function createRelay({ db, stream = UNWATCHED, ...ground }: Ground): Relay {
  const { ambient } = ground;
  const events = db.collection<KeptEvent>('events');
  const state = {
    watched: [],
    queue: [],
    sweptAtMs: ambient.elapsedMs(),
    seen: new Map(),
    behind: true,
    refusal: null,
  };
  const room: Room = { events, stream, ...ground, ...state };
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
    refusal: () => room.refusal,
    oldest: async () => {
      const all = await Promise.all(room.watched.map((outbox) => outbox.oldest()));
      return all.filter((one) => one !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    },
    republish: async (since, step) => {
      // Who lets everything be sent again has decided that the database is right.
      await room.stream.settle();
      return republish(room, since, step);
    },
    again: (kept, step = async () => {}) => again(room, kept, step),
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
  const { watched, queue, seen } = room;
  const nowMs = room.ambient.elapsedMs();
  const still = new Map<string, number>();
  let more = false;
  for (const outbox of watched) {
    const waiting = await outbox.waiting(BATCH_MAX);
    const left = waiting.filter(({ id, version }) => {
      const key = `${outbox.noun} ${id} ${version}`;
      const sinceMs = seen.get(key) ?? nowMs;
      still.set(key, sinceMs);
      return room.behind || nowMs - sinceMs >= SWEEP_AFTER_MS;
    });
    queue.push(...left.map((one) => ({ outbox, ...one, found: true as const })));
    more ||= left.length === BATCH_MAX;
  }
  Object.assign(room, { seen: still, behind: more, sweptAtMs: nowMs });
}

/** Publishes a batch and clears the published events. @returns the number of aggregates that wait for another try */
async function flush(room: Room, batch: readonly Pending[]): Promise<number> {
  const kept = await keep(
    room,
    batch.flatMap((item) => item.entries.filter((entry) => item.found || concernsHiding(entry))),
  );
  const entries = withoutHidden(batch.flatMap((item) => item.entries.map((entry) => kept.get(entry.id) ?? entry)));
  reached('relay.copied');
  const sent = await sendAll(room, entries);
  reached('relay.published');
  const placed = entries.map((entry) => ({ ...entry, first: sent.get(entry.id) }));
  await keep(
    room,
    placed.filter(({ id }) => !kept.has(id)),
  );
  await keepPlaces(
    room,
    placed.filter(({ id }) => kept.has(id)),
  );
  const unhidden = await hideAgain(room, entries);
  const done = batch.filter(({ id, entries: its }) => its.every((entry) => sent.has(entry.id)) && !unhidden.has(id));
  await clear(done);
  reached('relay.cleared');
  return batch.length - done.length;
}

/**
 * Copies events into the permanent collection. @returns them as they stand there: if an earlier try or another replica
 * has kept them, their aggregate may have been hidden since, and only the kept form may be published
 */
async function keep({ events }: Room, entries: readonly OutboxEntry[]): Promise<ReadonlyMap<string, OutboxEntry>> {
  const byId = (kept: readonly OutboxEntry[]) => new Map(kept.map((entry) => [entry.id, entry]));
  if (entries.length === 0) return byId(entries);
  try {
    await events.insertMany(
      entries.map(({ id, ...entry }) => ({ _id: id, ...entry })),
      { ordered: false },
    );
    return byId(entries);
  } catch (error) {
    if (duplicateKey(error) !== '_id') throw error;
    const found = await events.find({ _id: { $in: entries.map(({ id }) => id) } }).toArray();
    return byId(found.map(entryOf));
  }
}

/** Adds to kept events where they first stood, unless that is known. */
async function keepPlaces({ events }: Room, entries: readonly OutboxEntry[]): Promise<void> {
  const placed = entries.flatMap(({ id, first }) => (first ? [{ id, first }] : []));
  if (placed.length === 0) return;
  await events.bulkWrite(
    placed.map(({ id, first }) => ({
      updateOne: { filter: { _id: id, first: { $exists: false } }, update: { $set: { first } } },
    })),
    { ordered: false },
  );
}

/** @returns where the events that the bus has taken first stood, by their ids */
async function sendAll(room: Room, entries: readonly OutboxEntry[]): Promise<Map<string, First>> {
  const results = await Promise.allSettled(entries.map((entry) => publish(room, entry)));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) log.warn({ err: failure.reason }, 'the bus did not take an event');
  if (results.length > 0) room.refusal = failure ? reasonOf(failure.reason) : null;
  return new Map(
    entries.flatMap(({ id }, index) => {
      const result = results[index];
      return result?.status === 'fulfilled' ? [[id, result.value]] : [];
    }),
  );
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function clear(done: readonly Pending[]): Promise<void> {
  for (const [outbox, items] of Map.groupBy(done, (item) => item.outbox)) await outbox.clear(items);
}

/** Publishes entries that are in no outbox. Nothing else would try them again, and the bus may be away for a while. */
async function insist(room: Room, entries: readonly OutboxEntry[], copy?: string): Promise<void> {
  const { ambient } = room;
  for (let failures = 0; ; failures += 1) {
    try {
      await Promise.all(entries.map((entry) => publish(room, entry, copy)));
      const unhidden = await hideAgain(room, entries);
      if (unhidden.size > 0) throw new Error(`${unhidden.size} hidden aggregates could not be forgotten yet`);
      return;
    } catch (error) {
      if (failures === INSIST_MAX) throw error;
      log.warn({ err: error }, 'the bus did not take what is told again');
      await ambient.pause(backoffMs(failures, { firstMs: 100, maxMs: 2_000 }));
    }
  }
}

/** What is sent again without a known place is older than all that has one. @returns where the event first stood */
async function publish({ bus, context, stream }: Room, entry: OutboxEntry, copy?: string): Promise<First> {
  const epoch = await stream.epoch();
  const first = entry.first ?? (copy ? { epoch: 0, place: 0 } : { epoch });
  const place = await bus.publish(context, { ...entry, first }, copy);
  stream.acknowledged(place);
  return { place, ...first };
}

const republish = (room: Room, since: Date | undefined, step: (sent: number) => Promise<void>): Promise<number> =>
  again(room, room.events.find(since ? { at: { $gte: since } } : {}).sort({ at: 1, version: 1 }), step);

async function again(
  room: Room,
  kept: AsyncIterable<KeptEvent>,
  step: (sent: number) => Promise<void>,
): Promise<number> {
  // The stream rejects known event ids. A run number makes the second copy new to it.
  const run = `:${room.ambient.now().getTime()}`;
  let count = 0;
  for await (const batch of inBatches(kept, BATCH_MAX)) {
    await insist(room, batch.map(entryOf), run);
    count += batch.length;
    await step(count);
  }
  return count;
}
