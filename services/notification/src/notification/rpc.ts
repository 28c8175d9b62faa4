/** The inbox over the wire: a caller reads the own one and those of whom the caller speaks for. */
import type { Notification } from '@naru/contracts/notification/v1/notification';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { Ownership } from '@naru/kit/access';
import { patiently } from '@naru/kit/mongo';
import { invalidField, notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { NameCopies } from '../copies/name/store.ts';
import { type Inbox, inboxList, recipientsOf } from './inbox.ts';
import type { Live } from './live.ts';
import { toProto } from './message.ts';
import { type NotificationDoc, OWN_RECIPIENT, PERSON } from './notification.ts';

type NotificationRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'listNotifications' | 'markRead' | 'streamNotifications'
>;

type Place = { at: string; id: string };

const STREAM_BATCH = 100;

// What was announced while the bus was away is found by looking again.
const LOOK_EVERY_MS = 5_000;

export function notificationRpcs({ collection }: Inbox, live: Live, names: NameCopies): NotificationRpcs {
  async function toProtos(docs: readonly NotificationDoc[]): Promise<Notification[]> {
    const known = await names.of(docs.flatMap(({ about }) => [about.ventureId ?? '', about.investorId ?? '']));
    return docs.map((doc) => toProto(doc, known));
  }

  /** Those told to the recipients after a place, oldest first. */
  const after = (recipients: string[], { at, id }: Place) =>
    patiently(() =>
      collection
        .find({
          recipient: { $in: recipients },
          $or: [{ createdAt: { $gt: new Date(at) } }, { createdAt: new Date(at), _id: { $gt: id } }],
        })
        .sort({ createdAt: 1, _id: 1 })
        .limit(STREAM_BATCH)
        .toArray(),
    );

  return {
    listNotifications: async (request, { reach }) => {
      const own = recipientsOf(reach);
      const { recipient } = request;
      if (recipient && !own.includes(recipient)) throw invalidField('recipient', 'recipient.own', OWN_RECIPIENT);
      const unread = { recipient: { $in: recipient ? [recipient] : own }, readAt: null };
      const [{ found, ...page }, unreadCount] = await Promise.all([
        inboxList.page(collection, request, reach),
        patiently(() => collection.countDocuments(unread)),
      ]);
      return { notifications: await toProtos(found), ...page, unread: unreadCount };
    },
    markRead: async ({ id }, { now }) => {
      await patiently(() => collection.updateOne({ _id: id, readAt: null }, { $set: { readAt: now } }));
      const doc = await patiently(() => collection.findOne({ _id: id }));
      if (!doc) throw notFound('notification', id);
      return toProto(doc, await names.of([doc.about.ventureId ?? '', doc.about.investorId ?? '']));
    },
    streamNotifications: async function* ({ lastEventId }, { reach, signal, now }) {
      const recipients = recipientsOf(reach);
      let wake = () => {};
      const stopListening = live.listen(new Set(recipients), () => wake());
      signal.addEventListener('abort', () => wake(), { once: true });
      try {
        const last = lastEventId
          ? await patiently(() => collection.findOne({ _id: lastEventId, recipient: { $in: recipients } }))
          : null;
        let place: Place = last ? placeOf(last) : { at: now.toISOString(), id: '' };
        while (!signal.aborted) {
          const news = new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, LOOK_EVERY_MS);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
          const docs = await after(recipients, place);
          yield* await toProtos(docs);
          place = docs.length > 0 ? placeOf(docs.at(-1) as NotificationDoc) : place;
          if (docs.length < STREAM_BATCH) await news;
        }
      } finally {
        stopListening();
        wake();
      }
    },
  };
}

const placeOf = ({ createdAt, _id }: NotificationDoc): Place => ({ at: createdAt.toISOString(), id: _id });

/** Another's notification does not exist for the caller. */
export const notificationOwnership =
  ({ collection }: Inbox) =>
  async (id: string): Promise<Ownership | null> => {
    const doc = await patiently(() => collection.findOne({ _id: id }, { projection: { recipient: 1 } }));
    if (!doc) return null;
    const { recipient } = doc;
    return recipient.startsWith(PERSON) ? { subject: recipient.slice(PERSON.length) } : { parties: [recipient] };
  };
