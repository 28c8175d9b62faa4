/** The inbox: what was told to whom, written once, and made known to those who are listening at this moment. */
import type { Host } from '@naru/kit/boot';
import { derivedId } from '@naru/kit/ids';
import { patiently } from '@naru/kit/mongo';
import { once } from '@naru/kit/projection';
import type { Received } from '@naru/kit/subscribe';
import type { Collection } from 'mongodb';
import type { About, NotificationDoc } from './notification.ts';

/** A kept notification is shown for two years. */
const KEEP_S = 2 * 365 * 24 * 3600;

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
          { key: { recipient: 1, createdAt: -1, _id: -1 } },
          { key: { recipient: 1, readAt: 1 } },
          { key: { createdAt: 1 }, expireAfterSeconds: KEEP_S },
        ]),
      );
    },
  };
}
