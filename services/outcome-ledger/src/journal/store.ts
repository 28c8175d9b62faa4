/**
 * The collections of the chains. The entries are the source of truth. A head stores how long a chain once was, and
 * where the search for its end begins.
 */
import { type Entry, entryId, GENESIS, type Tail } from '@naru/journal/entry';
import type { Host } from '@naru/kit/boot';
import { duplicateKey, isTransient, patience } from '@naru/kit/mongo';
import { MongoBulkWriteError } from 'mongodb';

interface Head extends Tail {
  /** The name of the chain. */
  _id: string;
}

export interface JournalStore {
  /**
   * Writes entries in order, up to the first whose number or event already exists.
   * @returns how many entries it has certainly written; this may be fewer than it wrote where the connection broke
   * before the answer
   */
  append(sealed: readonly Entry[]): Promise<number>;
  /** The ids of those events that have an entry. */
  known(eventIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The entries of one aggregate after a number, in order. */
  about(asked: { chain: string; aggregateId: string; after: number; limit: number }): Promise<Entry[]>;
  /** All entries whose ids lie between the first and the last possible id of the chain. */
  inOrder(chain: string): AsyncIterable<Entry>;
  /** The last entry of a chain. The search begins at a tail that is known to be in it. */
  tail(chain: string, from: Tail): Promise<Tail>;
  /** The stored head. It is at most a moment behind the entries, and shows when the end of a chain was cut off. */
  head(chain: string): Promise<Tail>;
  /** Moves a head forward, never back, since replicas store it in any order. */
  moveHead(chain: string, to: Tail): Promise<void>;
  /** Entries by number, in order; missing numbers are left out. */
  range(chain: string, numbers: { from: number; to: number }): Promise<Entry[]>;
  /**
   * Erases the salts of all entries about an aggregate whose payloads were erased: nobody can check a guess any more. The
   * chain holds without them. Entries of format 1 sealed theirs, and keep it.
   * @returns how many were erased
   */
  eraseSalts(aggregateId: string): Promise<number>;
  /** How many it would erase. */
  countSalts(aggregateId: string): Promise<number>;
  ensureIndexes(): Promise<void>;
}

const FIRST_STEP = 4;
const STEP_MAX = 1024;

const READ_BATCH = 1_000;

const salted = (aggregateId: string) => ({ aggregateId, format: 2 as const, salt: { $exists: true } });

export function journalStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>): JournalStore {
  const patiently = patience(ambient);
  const entries = db.collection<Entry>('journal');
  const heads = db.collection<Head>('heads');

  // The query names exact ids: an engine that reads a whole index for a range query answers these just as fast.
  const range: JournalStore['range'] = async (chain, { from, to }) => {
    const ids = Array.from({ length: to - from + 1 }, (_, index) => entryId(chain, from + index));
    const found = await patiently(() => entries.find({ _id: { $in: ids } }).toArray());
    return found.sort((a, b) => (a._id < b._id ? -1 : 1));
  };

  async function tail(chain: string, from: Tail): Promise<Tail> {
    let last = from;
    for (let step = FIRST_STEP; ; step = Math.min(STEP_MAX, 4 * step)) {
      const found = await range(chain, { from: last.number + 1, to: last.number + step });
      const end = found.at(-1);
      if (end) last = { number: end.number, hash: end.hash };
      if (found.length < step) return last;
    }
  }

  async function append(sealed: readonly Entry[]): Promise<number> {
    try {
      await entries.insertMany(sealed, { ordered: true });
      return sealed.length;
    } catch (error) {
      if (duplicateKey(error) === null && !isTransient(error)) throw error;
      return error instanceof MongoBulkWriteError ? error.insertedCount : 0;
    }
  }

  return {
    range,
    tail,
    append,
    known: async (eventIds) => {
      const asked = { eventId: { $in: [...eventIds] } };
      const found = await patiently(() => entries.find(asked, { projection: { eventId: 1 } }).toArray());
      return new Set(found.map(({ eventId }) => eventId));
    },
    about: ({ chain, aggregateId, after, limit }) =>
      patiently(() =>
        entries
          .find({ aggregateId, chain, number: { $gt: after } })
          .sort({ number: 1 })
          .limit(limit)
          .toArray(),
      ),
    inOrder: (chain) =>
      entries
        .find({ _id: { $gte: `${chain}:`, $lt: `${chain};` } })
        .sort({ _id: 1 })
        .batchSize(READ_BATCH),
    head: async (chain) => (await patiently(() => heads.findOne({ _id: chain }))) ?? GENESIS,
    moveHead: (chain, { number, hash }) =>
      patiently(async () => {
        try {
          await heads.updateOne({ _id: chain, number: { $lt: number } }, { $set: { number, hash } }, { upsert: true });
        } catch (error) {
          if (duplicateKey(error) !== '_id') throw error; // The head is already there, or further.
        }
      }),
    eraseSalts: async (aggregateId) =>
      (await patiently(() => entries.updateMany(salted(aggregateId), { $unset: { salt: 1 } }))).modifiedCount,
    countSalts: (aggregateId) => patiently(() => entries.countDocuments(salted(aggregateId))),
    ensureIndexes: async () => {
      await entries.createIndexes([{ key: { eventId: 1 }, unique: true }, { key: { aggregateId: 1 } }]);
    },
  };
}
