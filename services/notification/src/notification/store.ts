/** The inbox: each notice is written once, and listeners are woken. */
import { ListNotificationsRequest } from '@naru/contracts/notification/v1/notification';
import type { Host } from '@naru/kit/boot';
import { derivedId } from '@naru/kit/ids';
import { listing, type Page } from '@naru/kit/list';
import { once } from '@naru/kit/projection';
import { after, before } from '@naru/kit/ranges';
import { rawOf } from '@naru/kit/raw';
import type { Reach } from '@naru/kit/reach';
import type { Received } from '@naru/kit/subscribe';
import { type About, type NotificationDoc, personOf } from './notification.ts';

/** A stored notification is shown for two years. */
const KEEP_S = 2 * 365 * 24 * 3600;

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

/** The inboxes that the caller reads: those of the bodies in its grants, and its own. */
export const recipientsOf = ({ parties, subject }: Reach): string[] => [
  ...parties,
  ...(subject === undefined ? [] : [personOf(subject)]),
];

/** The place of a reader: the reader has seen all notices up to it. */
export type Place = { at: string; id: string };

export interface Inbox {
  /** Writes each notice once, however often the event arrives. It wakes the listeners each time, which is harmless. */
  tell(recipients: Iterable<string>, what: { template: string; about: About }, event: Received<unknown>): Promise<void>;
  /** One page of the notices that the caller may read, and how many of all of them are unread. */
  list(request: ListNotificationsRequest, reach: Reach): Promise<Page<NotificationDoc> & { unread: number }>;
  find(id: string): Promise<NotificationDoc | null>;
  /** Marks a notice as read; an earlier mark stays. @returns null if there is none */
  markRead(id: string, at: Date): Promise<NotificationDoc | null>;
  /** A number of the recipients' notices after a place, oldest first. */
  after(recipients: readonly string[], place: Place, limit: number): Promise<NotificationDoc[]>;
  ensureIndexes(): Promise<void>;
}

export function inbox({ db, ambient }: Pick<Host, 'db' | 'ambient'>, announce: (doc: NotificationDoc) => void): Inbox {
  const raw = rawOf(db.collection<NotificationDoc>('notification'), ambient);
  const { collection, patiently } = raw;

  return {
    tell: async (recipients, { template, about }, event) => {
      for (const recipient of new Set(recipients)) {
        if (recipient === '') continue;
        const doc: NotificationDoc = {
          _id: derivedId('ntf', event.id, recipient),
          recipient,
          template,
          about,
          eventType: event.type,
          eventId: event.id,
          aggregateId: event.aggregate,
          createdAt: ambient.now(),
          readAt: null,
        };
        await once(raw, doc);
        announce(doc);
      }
    },
    list: async (request, reach) => {
      const recipients = request.recipient ? [request.recipient] : recipientsOf(reach);
      const [page, unread] = await Promise.all([
        inboxList.page(collection, request, reach, ambient),
        patiently(() => collection.countDocuments({ recipient: { $in: recipients }, readAt: null })),
      ]);
      return { ...page, unread };
    },
    find: (id) => patiently(() => collection.findOne({ _id: id })),
    markRead: async (id, at) => {
      await patiently(() => collection.updateOne({ _id: id, readAt: null }, { $set: { readAt: at } }));
      return patiently(() => collection.findOne({ _id: id }));
    },
    after: (recipients, { at, id }, limit) =>
      patiently(() =>
        collection
          .find({
            recipient: { $in: [...recipients] },
            $or: [{ createdAt: { $gt: new Date(at) } }, { createdAt: new Date(at), _id: { $gt: id } }],
          })
          .sort({ createdAt: 1, _id: 1 })
          .limit(limit)
          .toArray(),
      ),
    ensureIndexes: async () => {
      await patiently(() =>
        collection.createIndexes([
          ...inboxList.indexes,
          { key: { recipient: 1, readAt: 1 } },
          { key: { createdAt: 1 }, expireAfterSeconds: KEEP_S },
        ]),
      );
    },
  };
}
