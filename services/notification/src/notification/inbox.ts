/** The inbox: what was told to whom, written once, and made known to those who are listening at this moment. */
import { ListNotificationsRequest } from '@naru/contracts/notification/v1/notification';
import type { Host } from '@naru/kit/boot';
import { derivedId } from '@naru/kit/ids';
import { listing } from '@naru/kit/list';
import { patiently } from '@naru/kit/mongo';
import { once } from '@naru/kit/projection';
import { after, before } from '@naru/kit/ranges';
import type { Reach } from '@naru/kit/reach';
import type { Received } from '@naru/kit/subscribe';
import type { Collection } from 'mongodb';
import { type About, type NotificationDoc, personOf } from './notification.ts';

/** A kept notification is shown for two years. */
const KEEP_S = 2 * 365 * 24 * 3600;

export const inboxList = listing<ListNotificationsRequest>({
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

/** Whose inboxes the caller reads: those of the bodies that its grants speak for, and the own one. */
export const recipientsOf = ({ parties, subject }: Reach): string[] => [
  ...parties,
  ...(subject === undefined ? [] : [personOf(subject)]),
];

export interface Inbox {
  collection: Collection<NotificationDoc>;
  /** Tells each recipient once, however often the event comes; it makes that known each time, which only wakes. */
  tell(recipients: Iterable<string>, what: { template: string; about: About }, event: Received<unknown>): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function inbox({ db, ambient }: Pick<Host, 'db' | 'ambient'>, announce: (doc: NotificationDoc) => void): Inbox {
  const collection = db.collection<NotificationDoc>('notification');

  return {
    collection,
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
        await once(collection, doc);
        announce(doc);
      }
    },
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
