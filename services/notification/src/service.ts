/** notification: inboxes, subscriptions and webhooks. */
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { mirror } from '@naru/kit/mirror';
import { implement } from '@naru/kit/serve';
import type { Received } from '@naru/kit/subscribe';
import type { Finders, Heard } from './audience/audience.ts';
import { concernOf } from './audience/concern.ts';
import { concernedCopies } from './copies/concerned/store.ts';
import { ventureErasures } from './copies/erasure/reactions.ts';
import { nameCopies } from './copies/name/store.ts';
import { streamStandings } from './copies/stream/store.ts';
import type { MailPace } from './mail/courier.ts';
import { mailRoom } from './mail/room.ts';
import { endedStore } from './notification/ended-store.ts';
import { endings } from './notification/endings.ts';
import { liveNews } from './notification/live.ts';
import { wordsIn } from './notification/message.ts';
import { noticeHandlers, telling } from './notification/reactions.ts';
import { notificationOwnership, notificationRpcs } from './notification/rpc.ts';
import { inbox } from './notification/store.ts';
import { followersAmong, subscriptionHandlers, wishesFor } from './subscription/reactions.ts';
import { subscriptionOwnership, subscriptionRpcs } from './subscription/rpc.ts';
import { subscriptionStore } from './subscription/store.ts';
import type { SubscriptionDoc } from './subscription/subscription.ts';
import { type Pace, webhookRoom } from './webhook/room.ts';

const SERVICE = 'notification';

function parts(host: Host, { pace, mailPace }: Paces = {}): Parts {
  const live = liveNews(host);
  const box = inbox(host, live.announce, (docs) => mail.told(docs));
  const names = nameCopies(host);
  const mail = mailRoom(host, { stored: box.stored, words: wordsIn(names), pace: mailPace });
  const subscriptions = subscriptionStore(host);
  const standing = new Map<string, SubscriptionDoc>();
  const wishes = mirror<SubscriptionDoc>({ ...host, store: subscriptions, index: indexOf(standing) });
  const concerned = concernedCopies(host, names);
  const concern = (heard: Heard) => concernOf(heard, finders);
  const finders: Finders = {
    ...concerned.find,
    centreOf: names.centreOf,
    owner: names.owner,
    centres: names.centres,
    followers: async (roundId, heard) => {
      const wishes = wishesFor(standing.values(), heard);
      return wishes.length > 0 ? followersAmong(wishes, roundId, await names.fieldsOf(roundId)) : [];
    },
  };
  const ended = endedStore(host);
  const tell = telling({ box, endings: endings(box, ended), concern });
  const then = (_: string, received: Received<unknown>) => tell(received);
  const copies = [...names.handlers(then), ...concerned.handlers(then)];
  const standings = streamStandings(host, SERVICE);
  const webhooks = webhookRoom(host, { standings, concern, pace });
  const wish = {
    name: 'wishes',
    handlers: subscriptionHandlers(box, {
      standing: () => standing.values(),
      heard: standings.heard,
      concern,
      fieldsOf: names.fieldsOf,
    }),
  };
  const since = () => standings.now(wish);
  const erasing = ventureErasures(host, {
    count: async (ventureId) => [
      { what: 'copy', count: 1 },
      { what: 'notification', count: await box.count(ventureId) },
      { what: 'feed_event', count: await webhooks.count(ventureId) },
    ],
    erase: async (news, received) => {
      await names.keepVenture(news, received);
      await webhooks.forget(news.ventureId, received.version);
      await box.clear(news.ventureId);
    },
  });
  return {
    implementations: [
      implement(NotificationServiceDefinition, {
        ...notificationRpcs(box, live, names),
        ...subscriptionRpcs(subscriptions, { mirror: wishes, max: host.config.SUBSCRIPTIONS_PER_SUBJECT, since }),
        ...webhooks.rpcs,
        ...mail.rpcs,
      }),
    ],
    aggregates: [...webhooks.aggregates, erasing.aggregate],
    subscriptions: [
      { name: 'inbox', handlers: [...copies, ...noticeHandlers(tell, copies)] },
      wish,
      { name: 'erasures', handlers: erasing.handlers },
      ...webhooks.subscriptions,
    ],
    objects: {
      notification: notificationOwnership(box),
      subscription: subscriptionOwnership(subscriptions),
      ...webhooks.objects,
    },
    operations: webhooks.operations,
    ready: { subscriptions: wishes.ready },
    start: async () => {
      await Promise.all([box, ended, names, concerned].map((store) => store.ensureIndexes()));
      await subscriptions.ensureIndexes();
      await subscriptions.beginAll(since);
      await wishes.start();
      await live.start();
      await webhooks.start();
      await mail.start();
    },
    stop: async () => {
      await mail.stop();
      await webhooks.stop();
      await live.stop();
      await wishes.stop();
    },
  };
}

/** Keeps those that stand at hand. */
const indexOf = (standing: Map<string, SubscriptionDoc>) => ({
  apply: (docs: readonly SubscriptionDoc[]) => {
    for (const doc of docs)
      if (doc.ended) standing.delete(doc._id);
      else standing.set(doc._id, doc);
  },
  remove: (ids: readonly string[]) => ids.forEach((id) => void standing.delete(id)),
});

/** Faster schedules, for tests. */
interface Paces {
  pace?: Pace;
  mailPace?: MailPace;
}

export const notificationAt = (pace?: Pace, mailPace?: MailPace): ServiceSpec => ({
  name: SERVICE,
  context: 'notification',
  parts: (host) => parts(host, { ...(pace && { pace }), ...(mailPace && { mailPace }) }),
});

export const notification = notificationAt();
