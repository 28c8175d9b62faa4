/** The RPCs of the inbox: a caller reads their own inbox and those of the bodies in their grants. */
import { Notification } from '@naru/contracts/notification/v1/notification';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { Ownership } from '@naru/kit/access';
import type { Reach } from '@naru/kit/reach';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { NameCopies } from '../copies/name/store.ts';
import { PERSON } from '../standards/person.ts';
import type { Live } from './live.ts';
import { toProto } from './message.ts';
import type { NotificationDoc } from './notification.ts';
import { type Inbox, recipientsOf } from './store.ts';
import { recipient as ownRecipient } from './texts.ts';
import { idsIn } from './wording.ts';

type NotificationRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'listNotifications' | 'listTasks' | 'markRead' | 'streamNotifications'
>;

const STREAM_BATCH = 100;

// A further look at the inbox finds notices that were announced while the bus was away.
const LOOK_EVERY_MS = 5_000;

export function notificationRpcs(box: Inbox, live: Live, names: NameCopies): NotificationRpcs {
  async function toProtos(docs: readonly NotificationDoc[]): Promise<Notification[]> {
    const known = await names.of(docs.flatMap(({ about }) => idsIn(about)));
    return docs.map((doc) => toProto(doc, known));
  }

  return {
    listNotifications: async (request, { reach }) => {
      requireOwn(request.recipient, reach);
      const { found, ...page } = await box.list(request, reach);
      return { notifications: await toProtos(found), ...page };
    },
    listTasks: async (request, { reach }) => {
      requireOwn(request.recipient, reach);
      const { found, ...page } = await box.tasks(request, reach);
      return { tasks: await toProtos(found), ...page };
    },
    markRead: async ({ id }, { now }) => {
      const doc = await box.markRead(id, now);
      if (!doc) throw notFound('notification', id);
      return toProto(doc, await names.of(idsIn(doc.about)));
    },
    streamNotifications: async function* ({ lastEventId }, { reach, signal }) {
      const recipients = recipientsOf(reach);
      let wake = () => {};
      const stopListening = live.listen(new Set(recipients), () => wake());
      signal.addEventListener('abort', () => wake(), { once: true });
      try {
        const found = lastEventId ? await box.find(lastEventId) : null;
        const last = found && recipients.includes(found.recipient) ? found : null;
        // A reader who is told nothing would believe that nothing has happened since a notice that is not known here.
        const isReset = lastEventId !== '' && !last;
        let place = last || isReset ? (last?.place ?? 0) : await box.last();
        const unplaced = (last && last.place === undefined) || isReset ? await box.unplacedAfter(recipients, last) : [];
        if (isReset) {
          const [oldest] = unplaced.length > 0 ? unplaced : await box.after(recipients, place, 1);
          yield Notification.fromPartial({ reset: { oldestId: oldest?._id ?? '' } });
        }
        yield* await toProtos(unplaced);
        while (!signal.aborted) {
          const bell = new AbortController();
          wake = () => bell.abort();
          const news = live.pause(LOOK_EVERY_MS, bell.signal);
          const docs = await box.after(recipients, place, STREAM_BATCH);
          yield* await toProtos(docs);
          place = docs.at(-1)?.place ?? place;
          if (docs.length < STREAM_BATCH) await news;
          else bell.abort(); // Otherwise its pause would go on.
        }
      } finally {
        stopListening();
        wake();
      }
    },
  };
}

function requireOwn(recipient: string, reach: Reach): void {
  if (recipient && !recipientsOf(reach).includes(recipient)) throw ownRecipient.invalid('recipient', 'own');
}

/** For the caller, the notification of another reader does not exist. */
export const notificationOwnership =
  (box: Inbox) =>
  async (id: string): Promise<Ownership | null> => {
    const doc = await box.find(id);
    if (!doc) return null;
    const { recipient } = doc;
    return recipient.startsWith(PERSON) ? { subject: recipient.slice(PERSON.length) } : { parties: [recipient] };
  };
