/**
 * Stores the feed: every event that partners may get, for a time. What is hidden is emptied and keeps its place, so that
 * no reader misses one.
 */
import { bareOf, hiderOf } from '@naru/contracts/hidden';
import type { Host } from '@naru/kit/boot';
import { rawOf } from '@naru/kit/raw';
import type { Received } from '@naru/kit/subscribe';
import { Binary, type Filter } from 'mongodb';
import { type Reader, readable } from '../audience/audience.ts';
import { storingOrder } from '../order/order-store.ts';
import { type FeedEntry, padded } from './feed.ts';
import { refuse, wrong } from './texts.ts';

export type FeedStore = ReturnType<typeof feedStore>;

export interface Slice {
  found: FeedEntry[];
  /** The place to go on after. */
  next: number;
  more: boolean;
}

type FeedDoc = Omit<FeedEntry, 'data'> & { data: Binary };
type Placed = FeedDoc & { place: number };

const entryOf = ({ data, ...doc }: FeedDoc): FeedEntry => ({ ...doc, data: data.buffer });

/** So much content is read at a time, that a page stays far below the limit of a message. */
const SLICE_BYTES_MAX = 512 * 1024;
/** The clocks of processes differ by less. */
const CLOCKS_DIFFER_MS = 60_000;

/** What a reader may get now. */
function forReader(reader: Reader, patterns: readonly string[]): Filter<FeedDoc> {
  const { all, own } = readable(reader, patterns);
  return { $or: [{ type: { $in: all } }, { type: { $in: own }, parties: { $in: [...reader.ids] } }] };
}

const bareData = ({ type, data }: Pick<FeedDoc, 'type' | 'data'>) => new Binary(bareOf(type, data.buffer));

/** How many of the first entries are read at a time; at least one. */
function fittingIn(docs: readonly FeedDoc[]): number {
  let bytes = 0;
  for (const [count, { data }] of docs.entries()) {
    bytes += data.length();
    if (bytes > SLICE_BYTES_MAX && count > 0) return count;
  }
  return docs.length;
}

export function feedStore(host: Pick<Host, 'db' | 'ambient' | 'config'>) {
  const { db, ambient, config } = host;
  const raw = rawOf(db.collection<FeedDoc>('feed'), ambient);
  const { collection, patiently } = raw;
  const order = storingOrder(raw, ambient);
  const forgotten = forgottenIn(host);

  const oldest = () =>
    patiently(() =>
      collection
        .find({ place: { $gt: 0 } })
        .sort({ place: 1 })
        .limit(1)
        .next(),
    ) as Promise<Placed | null>;
  const tooOld = ({ place }: Placed) => refuse('too_old', { oldest: padded(place - 1) });
  const keptSince = () => new Date(ambient.now().getTime() - config.FEED_KEPT_MS);

  /** Removes what is too old in the order of places, so that what is left has no gap. The last one stays: the next place is behind it. */
  async function sweep(): Promise<void> {
    const [last] = await collection
      .find({ keptAt: { $lt: keptSince() } })
      .sort({ keptAt: -1 })
      .limit(1)
      .toArray();
    const place = Math.min(last?.place ?? 0, (await order.last()) - 1);
    if (place > 0) await collection.deleteMany({ place: { $lte: place } });
  }

  /** The place after which a time begins. */
  async function placeBefore(time: Date): Promise<number> {
    const from = new Date(time.getTime() - CLOCKS_DIFFER_MS);
    const [first] = await collection
      .find({ keptAt: { $gte: from } })
      .sort({ keptAt: 1 })
      .limit(1)
      .toArray();
    return first?.place === undefined ? order.last() : first.place - 1;
  }

  return {
    /** Once, however often the event arrives. @returns false if it is older than what is kept */
    keep: async (received: Received<null>, parties: Iterable<string>): Promise<boolean> => {
      const { id: _id, type, context, aggregate, version, at } = received;
      if (at < keptSince()) return false;
      const hidden = () => hiderOf(type) !== undefined && forgotten.covers(aggregate, version);
      const data = new Binary(received.data);
      const isHidden = await hidden();
      await order.store({
        ...{ _id, type, context, aggregate, version, at, parties: [...parties], keptAt: ambient.now() },
        data: isHidden ? bareData({ type, data }) : data,
      });
      // Another replica may have emptied the older ones before this one was there.
      if (!isHidden && (await hidden()))
        await collection.updateOne({ _id }, { $set: { data: bareData({ type, data }) } });
      return true;
    },
    find: async (_id: string): Promise<FeedEntry | null> => {
      const doc = await patiently(() => collection.findOne({ _id }));
      return doc && entryOf(doc);
    },
    /**
     * The place after which a reader begins.
     * @throws Rejection `feed.too_old` if events after it are no longer kept
     */
    begin: async ({ after, since }: { after: string; since?: Date | undefined }): Promise<number> => {
      const first = await oldest();
      const place = Number(after);
      if (after && place > (await order.last())) throw wrong('after', 'position');
      if (first && after && place < first.place - 1) throw tooOld(first);
      if (after || !since) return after ? place : (first?.place ?? 1) - 1;
      if (first && first.place > 1 && since < first.keptAt) throw tooOld(first);
      return patiently(() => placeBefore(since));
    },
    /** The place of an event. @throws Rejection `feed.too_old` if it is no longer kept, or never was */
    placeOf: async (_id: string): Promise<number> => {
      const [entry, first] = [await collection.findOne({ _id }), await oldest()];
      if (entry?.place === undefined) throw refuse('too_old', { oldest: padded((first?.place ?? 1) - 1) });
      return entry.place;
    },
    /** The entries behind a place that a reader may get, in their order. */
    slice: async (
      reader: Reader,
      { after, until, patterns, limit }: { after: number; until?: number; patterns: readonly string[]; limit: number },
    ): Promise<Slice> => {
      const last = Math.min(until ?? Number.POSITIVE_INFINITY, await order.last());
      const query = { $and: [{ place: { $gt: after, $lte: last } }, forReader(reader, patterns)] };
      const docs = await patiently(() =>
        collection
          .find(query)
          .sort({ place: 1 })
          .limit(limit + 1)
          .toArray(),
      );
      const fitting = docs.slice(0, fittingIn(docs.slice(0, limit)));
      const more = fitting.length < docs.length;
      return {
        found: fitting.map(entryOf),
        more,
        next: more ? (fitting.at(-1)?.place ?? after) : Math.max(after, last),
      };
    },
    last: order.last,
    /** Empties the events of an aggregate before a version, those that still come too. */
    forget: async (aggregate: string, version: number): Promise<void> => {
      await forgotten.note(aggregate, version);
      for await (const { _id, type, data } of collection.find({ aggregate, version: { $lt: version } }))
        await collection.updateOne({ _id }, { $set: { data: bareData({ type, data }) } });
    },
    count: (aggregate: string): Promise<number> => patiently(() => collection.countDocuments({ aggregate })),
    keptSince,
    sweep,
    start: async (): Promise<void> => {
      await patiently(() =>
        collection.createIndexes([
          { key: { place: 1 }, unique: true, sparse: true },
          { key: { aggregate: 1 } },
          { key: { keptAt: 1 } },
        ]),
      );
    },
  };
}

interface Forgotten {
  _id: string;
  version: number;
}

/** The version at which each aggregate was hidden: a late older event must not restore its content. */
function forgottenIn({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const { collection, patiently } = rawOf(db.collection<Forgotten>('forgotten'), ambient);
  return {
    note: (_id: string, version: number) =>
      patiently(() => collection.updateOne({ _id }, { $max: { version } }, { upsert: true })),
    covers: (_id: string, version: number): Promise<boolean> =>
      patiently(async () => (await collection.findOne({ _id, version: { $gt: version } })) !== null),
  };
}
