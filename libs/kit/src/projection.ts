/** Read copies of other services' aggregates, and effects that happen once: safe against repeats and any order. */
import type { Db, Filter, IndexDescription, OptionalUnlessRequiredId } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { duplicateKey } from './mongo.ts';
import { closed, type Raw, rawOf } from './raw.ts';

export interface Projected {
  _id: string;
  /** The version of the source's aggregate that this copy shows. */
  version: number;
  changedAt: Date;
  /** True for a tombstone: the aggregate is gone, and no older event may bring it back. */
  gone?: boolean;
  /** The fields that it keeps, by number; missing in copies from before they were numbered. */
  shape?: number;
}

/** A copy of any type. With it the driver can check the fields that every copy has. */
interface Copied extends Projected {
  [field: string]: unknown;
}

/** What one event says about an aggregate. */
export interface Told<Now extends object, Ever extends object = object> {
  /** Holds until a newer event. Name each field: an undefined one is removed. Null: the aggregate is gone. */
  now: { [Field in keyof Now]-?: Now[Field] | undefined } | null;
  /** Holds for good, whatever newer events say. */
  ever?: Partial<Ever>;
}

export type Copy<Now extends object, Ever extends object = object> = Projected & Now & Partial<Ever>;
export type Projection<Now extends object, Ever extends object = object> = ReturnType<typeof projection<Now, Ever>>;

/** A collection with the newest seen state of each aggregate of another service. */
export function projection<Now extends object, Ever extends object = object>({
  db,
  name,
  indexes = [],
  shape,
  ambient,
}: {
  db: Db;
  name: string;
  /** Increase it with the fields that are kept. A snapshot of the same version then makes an earlier copy again. */
  shape?: number | undefined;
  ambient: Pick<Ambient, 'now' | 'pause' | 'elapsedMs'>;
  indexes?: readonly IndexDescription[];
}) {
  type Doc = Copy<Now, Ever>;
  const raw = rawOf(db.collection<Doc>(name), ambient);
  const copies = db.collection<Copied>(name);
  const { patiently } = raw;

  /** It does not say whether the event was new: the effects of an event are repeated on every delivery. */
  async function put(id: string, version: number, { now, ever = {} }: Told<Now, Ever>): Promise<void> {
    const before = { version: { $lt: version } };
    const older = {
      _id: id,
      ...(shape === undefined ? before : { $or: [before, { version, shape: { $ne: shape } }] }),
    } satisfies Filter<Copied>;
    const stamp = { version, changedAt: ambient.now(), ...(shape !== undefined && { shape }) };
    const replaced = await unlessThere(raw, () =>
      now
        ? copies.updateOne(older, changeOf({ ...now, ...ever, ...stamp }), { upsert: true })
        : copies.replaceOne(older, { ...stamp, gone: true }, { upsert: true }),
    );
    if (!replaced) await keepEver(id, ever);
  }

  /** A late event still adds the fields that hold for good. */
  async function keepEver(id: string, ever: Partial<Ever>): Promise<void> {
    const missing = Object.keys(ever).map((field) => ({ [field]: { $exists: false } }));
    if (missing.length === 0) return;
    const lacking = { _id: id, gone: { $exists: false }, $or: missing } satisfies Filter<Copied>;
    await patiently(() => copies.updateOne(lacking, { $set: { ...ever } }));
  }

  async function find(id: string): Promise<Doc | null> {
    const doc = await patiently(() => copies.findOne({ _id: id }));
    return doc && !doc.gone ? (doc as Doc) : null;
  }

  return {
    ...closed(raw),
    put,
    find,
    ensureIndexes: async () => {
      if (indexes.length > 0) await patiently(() => raw.collection.createIndexes([...indexes]));
    },
  };
}

function changeOf(fields: Record<string, unknown>) {
  const all = Object.entries(fields);
  const absent = all.filter(([, value]) => value === undefined).map(([field]) => field);
  return {
    $set: Object.fromEntries(all.filter(([, value]) => value !== undefined)),
    $unset: Object.fromEntries(['gone', ...absent].map((field) => [field, 1 as const])),
  };
}

/** Inserts the effect of a reaction once. It does not say whether it was there: the next steps must be idempotent. */
export async function once<T extends { _id: string }>(raw: Raw<T>, effect: T): Promise<void> {
  await unlessThere(raw, () => raw.collection.insertOne(effect as OptionalUnlessRequiredId<T>));
}

/** @returns false if the id is taken: the upsert found nothing older because the stored copy is as new or newer */
function unlessThere({ patiently }: Pick<Raw<never>, 'patiently'>, write: () => Promise<unknown>): Promise<boolean> {
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
