/** Read copies of others' things, and effects that happen once: safe against repeats and any order. */
import type { Collection, Db, Filter, IndexDescription, OptionalUnlessRequiredId } from 'mongodb';
import { type Ambient, realAmbient } from './ambient.ts';
import { duplicateKey, patiently } from './mongo.ts';

export interface Projected {
  _id: string;
  /** The version of the source's aggregate that this shows. */
  version: number;
  changedAt: Date;
  /** True for what is gone: a tombstone that keeps older news from bringing it back. */
  gone?: boolean;
}

/** A copy, whatever it shows: by this the driver can check what every copy has. */
interface Copied extends Projected {
  [field: string]: unknown;
}

export type Projection<T extends object> = ReturnType<typeof projection<T>>;

/** A collection that shows, for each aggregate of another service, the newest state seen. */
export function projection<T extends object>({
  db,
  name,
  indexes = [],
  ambient = realAmbient,
}: {
  db: Db;
  name: string;
  ambient?: Ambient;
  indexes?: readonly IndexDescription[];
}) {
  const collection = db.collection<Projected & T>(name);
  const copies = db.collection<Copied>(name);
  const older = (id: string, version: number) => ({ _id: id, version: { $lt: version } }) satisfies Filter<Copied>;

  /** Replaces the copy unless it is newer or as new. @returns true where it was replaced */
  async function put(id: string, version: number, copy: T | null): Promise<boolean> {
    const doc = { version, changedAt: ambient.now(), ...(copy ?? { gone: true }) };
    return unlessThere(() => copies.replaceOne(older(id, version), doc, { upsert: true }));
  }

  /** Changes some fields of the copy and keeps the others, unless it is newer or as new. For events that carry little. */
  async function merge(
    id: string,
    version: number,
    { set, unset }: { set: Partial<T>; unset: readonly (keyof T)[] },
  ): Promise<boolean> {
    const update = {
      $set: { ...set, version, changedAt: ambient.now() },
      ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1 as const])) } : {}),
    };
    return unlessThere(() => copies.updateOne(older(id, version), update, { upsert: true }));
  }

  async function find(id: string): Promise<(Projected & T) | null> {
    const doc = await patiently(() => copies.findOne({ _id: id }));
    return doc && !doc.gone ? (doc as Projected & T) : null;
  }

  return {
    collection,
    put,
    merge,
    find,
    ensureIndexes: async () => {
      if (indexes.length > 0) await collection.createIndexes([...indexes]);
    },
  };
}

/** Inserts the effect of a reaction once. @returns false where an earlier delivery has done it */
export async function once<T extends { _id: string }>(collection: Collection<T>, effect: T): Promise<boolean> {
  return unlessThere(() => collection.insertOne(effect as OptionalUnlessRequiredId<T>));
}

/** @returns false where the id is taken: an upsert that found nothing older meets what is as new or newer */
function unlessThere(write: () => Promise<unknown>): Promise<boolean> {
  return patiently(async () => {
    try {
      await write();
      return true;
    } catch (error) {
      if (duplicateKey(error) === '_id') return false;
      throw error;
    }
  });
}
