/**
 * Brings events from the outboxes to the bus: woken by every commit, and sweeping for what a crash left behind.
 * An event is first copied into the permanent `events` collection, then published and acknowledged, and only then
 * taken out of its outbox. Repeats are harmless: the copy, the stream and every consumer know an event by its id.
 */
import type { Collection, Db } from 'mongodb';
import type { Bus } from './bus.ts';
import type { RelayQueue, Stored } from './change.ts';
import { backoffMs, duplicateKey, pause } from './mongo.ts';
import type { OutboxEntry } from './outbox.ts';
import { reached } from './points.ts';
import { log } from './telemetry.ts';

type AnyCollection = Collection<Stored<unknown>>;

interface Pending {
  collection: AnyCollection;
  id: string;
  version: number;
  entries: OutboxEntry[];
}

/** An event as the owner keeps it for good: `_id` is the event's id. */
export type KeptEvent = Omit<OutboxEntry, 'id'> & { _id: string };

export interface Relay extends RelayQueue {
  events: Collection<KeptEvent>;
  ensureIndexes(): Promise<void>;
  start(stores: readonly { collection: unknown }[]): void;
  /** Publishes the kept events since an instant again, with their ids. @returns how many */
  republish(since: Date | undefined, step: (sent: number) => Promise<void>): Promise<number>;
  /** Publishes entries that are in no outbox: snapshots. */
  send(entries: readonly OutboxEntry[]): Promise<void>;
  /** Stops after the batch in hand; what is left waits in its outboxes. */
  stop(): Promise<void>;
}

const BATCH_MAX = 256;
const QUEUE_MAX = 10_000;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_AFTER_MS = 2_000;
/** With the pauses between them, these tries outlast the restart of a bus many times. */
const INSIST_MAX = 20;

export function createRelay({ db, bus, context, now }: { db: Db; bus: Bus; context: string; now: () => Date }): Relay {
  const events = db.collection<KeptEvent>('events');
  const queue: Pending[] = [];
  let watched: AnyCollection[] = [];
  let wake = () => {};
  let running = false;
  let finished: Promise<void> = Promise.resolve();

  const enqueue = (item: Pending) => {
    // Above the limit the outboxes themselves are the queue: the sweep finds what is dropped here.
    if (queue.length < QUEUE_MAX) queue.push(item);
    wake();
  };

  async function run(): Promise<void> {
    let sweptAt = 0;
    let failures = 0;
    // True while events are known, or after a crash likely, to wait in outboxes: they are not left there to ripen.
    let behind = true;
    while (running) {
      if (queue.length === 0 && (behind || performance.now() - sweptAt > SWEEP_EVERY_MS)) {
        behind = await sweep(behind ? 0 : SWEEP_AFTER_MS);
        sweptAt = performance.now();
      }
      const batch = queue.splice(0, BATCH_MAX);
      if (batch.length === 0) {
        await idle();
        continue;
      }
      const done = await flush(batch);
      if (done < batch.length) behind = true;
      if (done > 0) failures = 0;
      else await pause(backoffMs(failures++, { firstMs: 100, maxMs: 2_000 }));
    }
  }

  const idle = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, SWEEP_EVERY_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** @returns true where more may be left: it takes a batch of each kind at a time. */
  async function sweep(olderThanMs: number): Promise<boolean> {
    const before = new Date(now().getTime() - olderThanMs);
    let more = false;
    try {
      for (const collection of watched) {
        const filter = { pendingSince: { $lte: before } };
        const docs = await collection.find(filter).sort({ pendingSince: 1 }).limit(BATCH_MAX).toArray();
        const kept = await keptOf(docs.flatMap(({ outbox }) => outbox));
        for (const { _id, version, outbox } of docs)
          queue.push({ collection, id: _id, version, entries: outbox.map((entry) => kept.get(entry.id) ?? entry) });
        more ||= docs.length === BATCH_MAX;
      }
    } catch (error) {
      log.warn({ err: error }, 'the sweep of the outboxes failed');
      return true;
    }
    return more;
  }

  /** What was kept is what may be said: of an aggregate that was hidden meanwhile the older news was erased there. */
  async function keptOf(entries: OutboxEntry[]): Promise<Map<string, OutboxEntry>> {
    const found = await events.find({ _id: { $in: entries.map(({ id }) => id) } }).toArray();
    return new Map(found.map(({ _id, ...entry }) => [_id, { id: _id, ...entry }]));
  }

  /** @returns how many of the batch are published and cleared; the others wait in their outboxes. */
  async function flush(batch: Pending[]): Promise<number> {
    try {
      const entries = batch.flatMap((item) => item.entries);
      await keep(entries);
      reached('relay.copied');
      const sent = await sendAll(entries);
      reached('relay.published');
      const done = batch.filter((item) => item.entries.every(({ id }) => sent.has(id)));
      await clear(done);
      reached('relay.cleared');
      return done.length;
    } catch (error) {
      log.warn({ err: error, batch: batch.length }, 'events wait in their outboxes');
      return 0;
    }
  }

  async function keep(entries: OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await events.insertMany(
        entries.map(({ id, ...entry }) => ({ _id: id, ...entry })),
        { ordered: false },
      );
    } catch (error) {
      if (duplicateKey(error) !== '_id') throw error; // Kept by an earlier try.
    }
  }

  async function sendAll(entries: readonly OutboxEntry[]): Promise<Set<string>> {
    const results = await Promise.allSettled(entries.map((entry) => send(entry)));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) {
      log.warn({ err: failure.reason }, 'the bus did not take an event');
      await bus.ensureStream(context); // Its folder may have been lost.
    }
    return new Set(entries.filter((_, index) => results[index]?.status === 'fulfilled').map(({ id }) => id));
  }

  async function send(entry: OutboxEntry): Promise<void> {
    const place = await bus.publish(context, entry);
    if (entry.forget) await forget(entry, place);
  }

  /** Erases what was said of an aggregate before it was hidden; consumers that had not seen it get the bare ids. */
  async function forget({ aggregate, version }: OutboxEntry, place: number): Promise<void> {
    const older = { aggregate, version: { $lt: version } };
    await events.updateMany(older, { $set: { data: onlyId(aggregate) } });
    await bus.purge(context, aggregate, place);
    for await (const { _id, ...bare } of events.find(older))
      await bus.publish(context, { id: _id, ...bare, forget: false }, ':bare');
  }

  async function clear(done: Pending[]): Promise<void> {
    for (const collection of new Set(done.map((item) => item.collection))) {
      const items = done.filter((item) => item.collection === collection);
      // Only an outbox that holds just what was sent may be emptied: another replica may have added to it.
      const { matchedCount } = await collection.bulkWrite(
        items.map(({ id, version, entries }) => ({
          updateOne: {
            filter: { _id: id, version, outbox: { $size: entries.length } },
            update: { $set: { outbox: [] }, $unset: { pendingSince: 1 } },
          },
        })),
        { ordered: false },
      );
      if (matchedCount === items.length) continue;
      await collection.bulkWrite(
        items.map(({ id, entries }) => ({
          updateOne: {
            filter: { _id: id },
            update: { $pull: { outbox: { id: { $in: entries.map((entry) => entry.id) } } } },
          },
        })),
        { ordered: false },
      );
    }
  }

  /** Publishes what no outbox holds, so that nothing else would try it again: the bus may be away for a while. */
  async function insist(entries: readonly OutboxEntry[], copy?: string): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await bus.ensureStream(context);
        await Promise.all(entries.map((entry) => bus.publish(context, entry, copy)));
        return;
      } catch (error) {
        if (failures === INSIST_MAX) throw error;
        log.warn({ err: error }, 'the bus did not take what is told again');
        await pause(backoffMs(failures, { firstMs: 100, maxMs: 2_000 }));
      }
    }
  }

  async function republish(since: Date | undefined, step: (sent: number) => Promise<void>): Promise<number> {
    let count = 0;
    let batch: OutboxEntry[] = [];
    const run = `:${now().getTime()}`;
    const flushBatch = async () => {
      await insist(batch, run);
      count += batch.length;
      batch = [];
      await step(count);
    };
    for await (const { _id, ...entry } of events
      .find(since ? { at: { $gte: since } } : {})
      .sort({ at: 1, version: 1 })) {
      batch.push({ id: _id, ...entry });
      if (batch.length === BATCH_MAX) await flushBatch();
    }
    await flushBatch();
    return count;
  }

  return {
    events,
    ensureIndexes: async () => {
      await events.createIndexes([{ key: { at: 1, version: 1 } }, { key: { aggregate: 1, version: 1 } }]);
    },
    enqueue,
    republish,
    send: insist,
    start: (stores) => {
      watched = stores.map(({ collection }) => collection as AnyCollection);
      running = true;
      finished = run();
    },
    stop: async () => {
      running = false;
      wake();
      await finished;
    },
  };
}

/** Field 1 of every event of an aggregate that can be hidden is its id: this is that field alone, encoded. */
function onlyId(id: string): Uint8Array {
  const text = Buffer.from(id, 'utf8');
  return Buffer.concat([Buffer.from([0x0a, text.length]), text]);
}
