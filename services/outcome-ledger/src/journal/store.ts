/** Where the chains are kept. The entries are the truth; a head says how long a chain once was, and where to look for its end. */
import type { Host } from '@naru/kit/boot';
import { duplicateKey, isTransient, patience } from '@naru/kit/mongo';
import { MongoBulkWriteError } from 'mongodb';
import { type Entry, entryId, GENESIS, type Tail } from './journal.ts';

interface Head extends Tail {
  /** The chain. */
  _id: string;
}

export interface JournalStore {
  /**
   * Writes entries in their order, up to the first whose number or event is there already.
   * @returns how many it has surely written: fewer than all as well where the connection broke before the answer
   */
  append(sealed: readonly Entry[]): Promise<number>;
  /** Which of the events have an entry. */
  known(eventIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The entries of one aggregate after a number, in order. */
  about(asked: { chain: string; aggregateId: string; after: number; limit: number }): Promise<Entry[]>;
  /** Everything whose id stands between the first of the chain and the last there could be. */
  inOrder(chain: string): AsyncIterable<Entry>;
  /** The last entry of a chain, looked for from a place known to be in it. */
  tail(chain: string, from: Tail): Promise<Tail>;
  /** Behind the entries by a moment at most; what was cut off a chain's end shows by it. */
  head(chain: string): Promise<Tail>;
  /** Moves a head forward, never back: replicas write it in any order. */
  moveHead(chain: string, to: Tail): Promise<void>;
  /** Entries by number, in order; numbers that are not there are left out. */
  range(chain: string, numbers: { from: number; to: number }): Promise<Entry[]>;
  ensureIndexes(): Promise<void>;
}

const FIRST_STEP = 4;
const STEP_MAX = 1024;

const READ_BATCH = 1_000;

export function journalStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>): JournalStore {
  const patiently = patience(ambient);
  const entries = db.collection<Entry>('journal');
  const heads = db.collection<Head>('heads');

  // Asked for by exact ids: an engine that reads a whole index for a range answers these just as fast.
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
          if (duplicateKey(error) !== '_id') throw error; // It stands there already, as far or further.
        }
      }),
    ensureIndexes: async () => {
      await entries.createIndexes([{ key: { eventId: 1 }, unique: true }, { key: { aggregateId: 1 } }]);
    },
  };
}
