/** Read copies of others' things, and effects that happen once: safe against repeats and any order. */
import type { Db, Filter, IndexDescription, OptionalUnlessRequiredId } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { duplicateKey } from './mongo.ts';
import { closed, type Raw, rawOf } from './raw.ts';

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

/** What one piece of news says. */
export interface Told<Now extends object, Ever extends object = object> {
  /** Holds until newer news comes. Each field is named: one that is undefined is taken away. Null: it is gone. */
  now: { [Field in keyof Now]-?: Now[Field] | undefined } | null;
  /** Holds for good, whatever newer news says or has said already. */
  ever?: Partial<Ever>;
}

export type Copy<Now extends object, Ever extends object = object> = Projected & Now & Partial<Ever>;
export type Projection<Now extends object, Ever extends object = object> = ReturnType<typeof projection<Now, Ever>>;

/** A collection that shows, for each aggregate of another service, the newest state seen. */
export function projection<Now extends object, Ever extends object = object>({
  db,
  name,
  indexes = [],
  ambient,
}: {
  db: Db;
  name: string;
  ambient: Pick<Ambient, 'now' | 'pause' | 'elapsedMs'>;
  indexes?: readonly IndexDescription[];
}) {
  type Doc = Copy<Now, Ever>;
  const raw = rawOf(db.collection<Doc>(name), ambient);
  const copies = db.collection<Copied>(name);
  const { patiently } = raw;

  /** It says nothing of whether the news was new: what follows from news follows on every delivery. */
  async function put(id: string, version: number, { now, ever = {} }: Told<Now, Ever>): Promise<void> {
    const older = { _id: id, version: { $lt: version } } satisfies Filter<Copied>;
    const stamp = { version, changedAt: ambient.now() };
    const replaced = await unlessThere(raw, () =>
      now
        ? copies.updateOne(older, changeOf({ ...now, ...ever, ...stamp }), { upsert: true })
        : copies.replaceOne(older, { ...stamp, gone: true }, { upsert: true }),
    );
    if (!replaced) await keepEver(id, ever);
  }

  /** Late news adds what it alone may have known. */
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

/** Inserts the effect of a reaction once. It does not say whether it was there: what follows it must bear repeating. */
export async function once<T extends { _id: string }>(raw: Raw<T>, effect: T): Promise<void> {
  await unlessThere(raw, () => raw.collection.insertOne(effect as OptionalUnlessRequiredId<T>));
}

/** @returns false where the id is taken: an upsert that found nothing older meets what is as new or newer */
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
