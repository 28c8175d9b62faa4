/** The inbox: each notice is written once, and listeners are woken. */
import { isDeepStrictEqual } from 'node:util';
import { ListNotificationsRequest, ListTasksRequest } from '@naru/contracts/notification/v1/notification';
import type { Host } from '@naru/kit/boot';
import { derivedId } from '@naru/kit/ids';
import { listing, type Page } from '@naru/kit/list';
import { after, before } from '@naru/kit/ranges';
import { rawOf } from '@naru/kit/raw';
import type { Reach } from '@naru/kit/reach';
import type { Received } from '@naru/kit/subscribe';
import { storingOrder } from '../order/order-store.ts';
import { personOf } from '../standards/person.ts';
import { type About, type Asked, type NotificationDoc, plain } from './notification.ts';

/** A stored notification is shown for two years. */
const KEEP_S = 2 * 365 * 24 * 3600;
const UNPLACED_MAX = 1_000;
const ERASED = {
  template: 1,
  about: 1,
  eventType: 1,
  eventId: 1,
  aggregateId: 1,
  readAt: 1,
  version: 1,
  saidUntil: 1,
  asked: 1,
} as const;
/** Rounds that open within a day are one notice, and a notice names at most so many. */
const DIGEST = { forMs: 24 * 3600 * 1_000, max: 50 };

const inboxList = listing<ListNotificationsRequest>({
  request: ListNotificationsRequest,
  filters: {
    recipient: 'recipient',
    unreadOnly: () => ({ readAt: null }),
    aggregateId: 'aggregateId',
    eventType: 'eventType',
    createdAfter: after('createdAt'),
    createdBefore: before('createdAt'),
  },
  reach: (reach) => ({ recipient: { $in: recipientsOf(reach) } }),
  orders: { create_time: 'createdAt' },
  under: 'recipient',
});

const taskList = listing<ListTasksRequest>({
  request: ListTasksRequest,
  filters: { recipient: 'recipient', aggregateId: 'aggregateId' },
  reach: (reach) => ({ recipient: { $in: recipientsOf(reach) }, 'asked.endedAt': null, asked: { $exists: true } }),
  orders: { create_time: 'asked.since' },
  under: 'recipient',
});

/** The inboxes that the caller reads: those of the bodies in its grants, and its own. */
export const recipientsOf = ({ parties, subject }: Reach): string[] => [
  ...parties,
  ...(subject === undefined ? [] : [personOf(subject)]),
];

/** The event that a notice tells of. */
export type Source = Pick<Received<unknown>, 'id' | 'type' | 'aggregate' | 'version'>;

export interface What {
  template: string;
  about: About;
  /** What it asks for, and of which of the recipients. */
  asks?: { of: ReadonlySet<string>; asked: Omit<Asked, 'since' | 'endedAt'> };
}

/** What has ended: what events of the type `asking` asked for about the thing, up to a version of its object. */
export interface Ended {
  asking: string;
  thing: string;
  /** For whom it ended; for all if it is missing. */
  whom?: string;
  before: number;
  at: Date;
}

/** The last instant of what was asked, as of a version of its object. */
export interface Moved {
  asking: string;
  thing: string;
  until: Date | null;
  version: number;
}

export interface Inbox {
  /**
   * Writes each notice once, however often the event arrives. It wakes the listeners each time, which is harmless. While a
   * recipient has not read the last notice about an object, another one that says the same is left out.
   */
  tell(recipients: Iterable<string>, what: What, event: Source): Promise<void>;
  /** Adds a round to the digest of each recipient that is still unread, or begins a new one. */
  tellDigest(recipients: Iterable<string>, what: What & { roundId: string }, event: Source): Promise<void>;
  /** Ends what was asked by events of a type, for one recipient or for all. */
  endTasks(ended: Ended): Promise<void>;
  /** Moves the last instant of what was asked before this version. The newest version holds, in whatever order. */
  moveTasks(moved: Moved): Promise<void>;
  /** One page of the notices that ask the caller for something that has not ended. */
  tasks(request: ListTasksRequest, reach: Reach): Promise<Page<NotificationDoc>>;
  /** One page of the notices that the caller may read, and how many of all of them are unread. */
  list(request: ListNotificationsRequest, reach: Reach): Promise<Page<NotificationDoc> & { unread: number }>;
  find(id: string): Promise<NotificationDoc | null>;
  /** Those of the notices that are there and not erased. */
  stored(ids: readonly string[]): Promise<NotificationDoc[]>;
  /** Marks a notice as read; an earlier mark stays. @returns null if there is none */
  markRead(id: string, at: Date): Promise<NotificationDoc | null>;
  /** How many notices a recipient has. */
  count(recipient: string): Promise<number>;
  /** Erases all of them. */
  clear(recipient: string): Promise<void>;
  /** A number of the recipients' notices behind a place, in the order in which they were stored. */
  after(recipients: readonly string[], place: number, limit: number): Promise<NotificationDoc[]>;
  /** The recipients' notices of earlier versions after this one, or all. They have no place: they are older than those that have. */
  unplacedAfter(recipients: readonly string[], last: NotificationDoc | null): Promise<NotificationDoc[]>;
  /** The place of the last notice; 0 if there is none. */
  last(): Promise<number>;
  ensureIndexes(): Promise<void>;
}

/** `announce` wakes those who listen; `told` queues what is sent by mail, and may run again for the same notices. */
export function inbox(
  { db, ambient }: Pick<Host, 'db' | 'ambient'>,
  announce: (doc: NotificationDoc) => void,
  told: (docs: readonly NotificationDoc[]) => Promise<void> = async () => undefined,
): Inbox {
  const raw = rawOf(db.collection<NotificationDoc>('notification'), ambient);
  const { collection, patiently } = raw;
  const order = storingOrder(raw, ambient);
  // Nothing but its place stays of a notice: another one at a place that readers have passed would never be read.
  const bare = { $set: { recipient: '' }, $unset: ERASED };

  /**
   * The unread notices that say the same of the object as these would. Each is the newest one before them: had another
   * version been told in between, and were it only late, the same would be news again.
   */
  async function sayingTheSame(docs: readonly NotificationDoc[]): Promise<NotificationDoc[]> {
    const { aggregateId, version = 0 } = docs[0] ?? { aggregateId: '' };
    // Nothing was said before the first event of an object.
    if (version <= 1) return [];
    const before = {
      ...{ aggregateId, recipient: { $in: docs.map(({ recipient }) => recipient) }, readAt: null },
      ...{ version: { $lt: version }, $or: [{ version: version - 1 }, { saidUntil: { $gte: version - 1 } }] },
    };
    const found = await patiently(() => collection.find(before).toArray());
    return found.filter((one) => docs.some((doc) => doc.recipient === one.recipient && saysSame(one, doc)));
  }

  const unreadLike = ({ _id, recipient, template, createdAt }: NotificationDoc): Promise<NotificationDoc[]> => {
    const since = new Date(createdAt.getTime() - DIGEST.forMs);
    const like = { recipient, template, readAt: null, createdAt: { $gte: since }, _id: { $ne: _id } };
    return patiently(() => collection.find(like).sort({ place: 1 }).toArray());
  };

  /** The newest unread digest, which then has the rounds of all, and the others. Two that came at once become one. */
  async function merged(doc: NotificationDoc): Promise<NotificationDoc[]> {
    const own = await patiently(() => collection.findOne({ _id: doc._id, recipient: doc.recipient, readAt: null }));
    const all = [...(await unreadLike(doc)), ...(own ? [own] : [])].sort((a, b) => (b.place ?? 0) - (a.place ?? 0));
    const [newest, ...others] = all.filter(({ about }, at) => at === 0 || (about.roundIds?.length ?? 0) < DIGEST.max);
    if (!newest) return [];
    const rounds = others.flatMap(({ about }) => about.roundIds ?? []);
    if (rounds.length === 0) return [newest];
    await patiently(() =>
      collection.updateOne({ _id: newest._id }, { $addToSet: { 'about.roundIds': { $each: rounds } } }),
    );
    return [newest, ...others];
  }

  const retire = (ids: readonly string[]) =>
    patiently(() => collection.updateMany({ _id: { $in: [...ids] }, place: { $exists: true } }, bare));

  return {
    tell: async (recipients, what, event) => {
      const docs = [...new Set(recipients)].filter(Boolean).map((one) => docOf(one, what, event, ambient.now()));
      const same = await sayingTheSame(docs);
      const ids = same.map(({ _id }) => _id);
      if (ids.length > 0)
        await patiently(() => collection.updateMany({ _id: { $in: ids } }, { $max: { saidUntil: event.version } }));
      const news = docs.filter(({ recipient }) => !same.some((one) => one.recipient === recipient));
      // Side by side, so that they are stored together.
      await Promise.all(news.map(order.store));
      await told(news);
      news.forEach(announce);
    },
    tellDigest: async (recipients, { roundId, ...what }, event) => {
      const one = async (recipient: string): Promise<void> => {
        const doc = docOf(recipient, what, event, ambient.now());
        const others = (await unreadLike(doc)).filter(({ about }) => (about.roundIds?.length ?? 0) < DIGEST.max);
        const roundIds = [...new Set([...others.flatMap(({ about }) => about.roundIds ?? []), roundId])];
        await order.store({ ...doc, about: { ...doc.about, roundIds } });
        const [stored, ...rest] = await merged(doc);
        await told(stored ? [stored] : []);
        if (stored) announce(stored);
        if (rest.length > 0) await retire(rest.map(({ _id }) => _id));
      };
      await Promise.all([...new Set(recipients)].filter(Boolean).map(one));
    },
    endTasks: async ({ asking, thing, whom, before, at }) => {
      const open = {
        ...(whom !== undefined && { recipient: whom }),
        ...{ eventType: asking, version: { $lt: before } },
        ...{ 'asked.thing': thing, 'asked.endedAt': null },
      };
      await patiently(() => collection.updateMany(open, { $set: { 'asked.endedAt': at } }));
    },
    moveTasks: async ({ asking, thing, until, version }) => {
      const open = {
        ...{ eventType: asking, version: { $lt: version }, 'asked.thing': thing },
        $or: [{ 'asked.untilVersion': { $exists: false } }, { 'asked.untilVersion': { $lt: version } }],
      };
      const moved = { 'asked.until': until, 'asked.untilVersion': version };
      await patiently(() => collection.updateMany(open, { $set: moved }));
    },
    tasks: (request, reach) => taskList.page(collection, request, reach, ambient),
    list: async (request, reach) => {
      const recipients = request.recipient ? [request.recipient] : recipientsOf(reach);
      const [page, unread] = await Promise.all([
        inboxList.page(collection, request, reach, ambient),
        patiently(() => collection.countDocuments({ recipient: { $in: recipients }, readAt: null })),
      ]);
      return { ...page, unread };
    },
    find: (id) => patiently(() => collection.findOne({ _id: id })),
    stored: (ids) => patiently(() => collection.find({ _id: { $in: [...ids] }, recipient: { $ne: '' } }).toArray()),
    markRead: async (id, at) => {
      await patiently(() => collection.updateOne({ _id: id, readAt: null }, { $set: { readAt: at } }));
      return patiently(() => collection.findOne({ _id: id }));
    },
    after: (recipients, place, limit) =>
      patiently(() =>
        collection
          .find({ recipient: { $in: [...recipients] }, place: { $gt: place } })
          .sort({ place: 1 })
          .limit(limit)
          .toArray(),
      ),
    unplacedAfter: (recipients, last) =>
      patiently(() =>
        collection
          .find({
            recipient: { $in: [...recipients] },
            place: { $exists: false },
            ...(last && {
              $or: [{ createdAt: { $gt: last.createdAt } }, { createdAt: last.createdAt, _id: { $gt: last._id } }],
            }),
          })
          .sort({ createdAt: 1, _id: 1 })
          .limit(UNPLACED_MAX)
          .toArray(),
      ),
    last: order.last,
    count: (recipient) => patiently(() => collection.countDocuments({ recipient })),
    clear: async (recipient) => {
      await patiently(() => collection.updateMany({ recipient, place: { $exists: true } }, bare));
      await patiently(() => collection.deleteMany({ recipient }));
    },
    ensureIndexes: async () => {
      await patiently(() =>
        collection.createIndexes([
          ...inboxList.indexes,
          { key: { recipient: 1, readAt: 1 } },
          { key: { aggregateId: 1, recipient: 1 } },
          ...taskList.indexes,
          { key: { 'asked.thing': 1 }, sparse: true },
          { key: { recipient: 1, place: 1 } },
          { key: { place: 1 }, unique: true, sparse: true },
          { key: { createdAt: 1 }, expireAfterSeconds: KEEP_S },
        ]),
      );
    },
  };
}

const docOf = (
  recipient: string,
  { template, about, asks }: What,
  { id, type, aggregate, version }: Source,
  createdAt: Date,
): NotificationDoc => ({
  _id: derivedId('ntf', id, recipient),
  recipient,
  template,
  about,
  eventType: type,
  eventId: id,
  aggregateId: aggregate,
  version,
  createdAt,
  readAt: null,
  ...(asks?.of.has(recipient) && { asked: { ...asks.asked, since: createdAt, endedAt: null } }),
});

function saysSame(one: NotificationDoc, { template, about, asked }: NotificationDoc): boolean {
  if (one.template !== template || one.asked?.endedAt) return false;
  return Boolean(one.asked) === Boolean(asked) && isDeepStrictEqual(plain(one.about), plain(about));
}
