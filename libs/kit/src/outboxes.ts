/** The outboxes of one noun, for the relay: finds waiting events and removes published ones. */
import type { Collection, Db } from 'mongodb';
import type { OutboxEntry } from './outbox.ts';

/** The unpublished events of one aggregate, and the version of the document that held them. */
export interface Waiting {
  id: string;
  version: number;
  entries: OutboxEntry[];
}

export interface Outbox {
  noun: string;
  /** The aggregates whose events wait, the oldest first. */
  waiting(limit: number): Promise<Waiting[]>;
  /** Since when the oldest of them waits. */
  oldest(): Promise<Date | null>;
  /** Those of these events that wait here. */
  holds(ids: readonly string[]): Promise<string[]>;
  /** Removes the published events, but none that another replica has added meanwhile. */
  clear(items: readonly Waiting[]): Promise<void>;
}

interface WithOutbox {
  _id: string;
  version: number;
  outbox: OutboxEntry[];
  pendingSince?: Date;
}

/** True of any time: the clock of the replica that saved may be ahead. */
const WAITS = { pendingSince: { $gt: new Date(0) } };

export function outboxOf(db: Db, noun: string): Outbox {
  const collection = db.collection<WithOutbox>(noun);
  return {
    noun,
    waiting: async (limit) => {
      const docs = await collection.find(WAITS).sort({ pendingSince: 1 }).limit(limit).toArray();
      return docs.map(({ _id, version, outbox }) => ({ id: _id, version, entries: outbox }));
    },
    oldest: async () => {
      const options = { sort: { pendingSince: 1 }, projection: { pendingSince: 1 } } as const;
      return (await collection.findOne(WAITS, options))?.pendingSince ?? null;
    },
    holds: async (ids) => {
      const docs = collection.find({ ...WAITS, 'outbox.id': { $in: ids } }, { projection: { outbox: 1 } });
      return (await docs.toArray()).flatMap(({ outbox }) => outbox.map(({ id }) => id));
    },
    clear: async (items) => {
      if ((await emptied(collection, items)) < items.length) await pulled(collection, items);
    },
  };
}

/** Only an outbox that still holds exactly the published events is emptied. @returns how many were emptied */
async function emptied(collection: Collection<WithOutbox>, items: readonly Waiting[]): Promise<number> {
  const { matchedCount } = await collection.bulkWrite(
    items.map(({ id, version, entries }) => ({
      updateOne: {
        filter: { _id: id, version, outbox: { $size: entries.length } },
        update: { $set: { outbox: [] }, $unset: { pendingSince: 1 } },
      },
    })),
    { ordered: false },
  );
  return matchedCount;
}

async function pulled(collection: Collection<WithOutbox>, items: readonly Waiting[]): Promise<void> {
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
