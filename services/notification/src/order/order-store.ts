/**
 * Stores rows one after the other, over all replicas. Each gets the place behind the last one, and no two have the
 * same place: where two replicas take one, the slower one takes the next. So no row with a lower place appears later,
 * and a reader who has read up to a place has missed none. Times of creation do not say that: a row may be stored long
 * after its time, and the clocks of replicas differ.
 */
import type { Host } from '@naru/kit/boot';
import { backoffMs, duplicateKey } from '@naru/kit/mongo';
import type { Raw } from '@naru/kit/raw';
import type { Collection } from 'mongodb';

const BATCH = 100;
const RACES_MAX = 100;

/** A row of an order. Rows of earlier versions may have no place. */
export interface Placed {
  _id: string;
  place?: number;
}

interface Waiting<D> {
  doc: D;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface Order<D extends Placed> {
  /** Stores a row behind all others, if it is not there yet. */
  store(doc: D): Promise<void>;
  /** The place of the last row; 0 if there is none. */
  last(): Promise<number>;
}

/** One writer in each replica: what comes meanwhile waits, and is stored together. */
export function storingOrder<D extends Placed>(
  { collection: rows, patiently }: Pick<Raw<D>, 'collection' | 'patiently'>,
  { pause }: Pick<Host['ambient'], 'pause'>,
): Order<D> {
  // The types of the driver do not resolve the filter of a row whose type is open.
  const collection = rows as unknown as Collection<Placed>;
  const waiting: Waiting<D>[] = [];
  let writing = false;
  // The look for the last place begins here, so that it stays short.
  let known = 0;

  async function last(): Promise<number> {
    const [doc] = await collection
      .find({ place: { $gt: known } }, { projection: { place: 1 } })
      .sort({ place: -1 })
      .limit(1)
      .toArray();
    known = Math.max(known, doc?.place ?? 0);
    return known;
  }

  async function missing(docs: readonly D[]): Promise<D[]> {
    const ids = [...new Set(docs.map(({ _id }) => _id))];
    const found = await collection.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
    const there = new Set(found.map(({ _id }) => _id));
    const byId = new Map(docs.map((doc) => [doc._id, doc]));
    return ids.flatMap((id) => (there.has(id) ? [] : (byId.get(id) ?? [])));
  }

  /** May be repeated after a lost answer: what is there stays as it is. */
  async function keep(docs: readonly D[]): Promise<void> {
    for (let race = 0; ; race += 1) {
      const left = await missing(docs);
      if (left.length === 0) return;
      const from = (await last()) + 1;
      try {
        await collection.insertMany(left.map((doc, index) => ({ ...doc, place: from + index })));
        return;
      } catch (error) {
        if (duplicateKey(error) === null || race >= RACES_MAX) throw error;
        await pause(backoffMs(Math.min(race, 4), { firstMs: 1, maxMs: 20 }));
      }
    }
  }

  async function write(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      const [refused] = await Promise.allSettled([patiently(() => keep(batch.map(({ doc }) => doc)))]);
      for (const { resolve, reject } of batch)
        if (refused.status === 'rejected') reject(refused.reason);
        else resolve();
    }
    writing = false;
  }

  return {
    store: (doc) =>
      new Promise((resolve, reject) => {
        waiting.push({ doc, resolve, reject });
        void write();
      }),
    last: () => patiently(last),
  };
}
