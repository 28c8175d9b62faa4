/** notification: inboxes, subscriptions and webhooks. */
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { mirror } from '@naru/kit/mirror';
import { implement } from '@naru/kit/serve';
import { nameCopies } from './copies/name/store.ts';
import { liveNews } from './notification/live.ts';
import { notificationHandlers } from './notification/reactions.ts';
import { notificationOwnership, notificationRpcs } from './notification/rpc.ts';
import { inbox } from './notification/store.ts';
import { subscriptionHandlers } from './subscription/reactions.ts';
import { subscriptionOwnership, subscriptionRpcs } from './subscription/rpc.ts';
import { subscriptionStore } from './subscription/store.ts';
import type { SubscriptionDoc } from './subscription/subscription.ts';
import { type Pace, webhookRoom } from './webhook/room.ts';

function parts(host: Host, pace?: Pace): Parts {
  const live = liveNews(host);
  const box = inbox(host, live.announce);
  const names = nameCopies(host);
  const subscriptions = subscriptionStore(host);
  const standing = new Map<string, SubscriptionDoc>();
  const wishes = mirror<SubscriptionDoc>({
    ...host,
    store: subscriptions,
    index: {
      apply: (docs) => {
        for (const doc of docs)
          if (doc.ended) standing.delete(doc._id);
          else standing.set(doc._id, doc);
      },
      remove: (ids) => ids.forEach((id) => void standing.delete(id)),
    },
  });
  const told = notificationHandlers(box, names.centreOf);
  const webhooks = webhookRoom(host, pace);
  return {
    implementations: [
      implement(NotificationServiceDefinition, {
        ...notificationRpcs(box, live, names),
        ...subscriptionRpcs(subscriptions, wishes),
        ...webhooks.rpcs,
      }),
    ],
    aggregates: webhooks.aggregates,
    subscriptions: [
      { name: 'names', handlers: names.handlers() },
      { name: 'inbox', handlers: told },
      {
        name: 'wishes',
        handlers: subscriptionHandlers(box, new Set(told.map(({ type }) => type)), () => standing.values()),
      },
      ...webhooks.subscriptions,
    ],
    objects: {
      notification: notificationOwnership(box),
      subscription: subscriptionOwnership(subscriptions),
      ...webhooks.objects,
    },
    ready: { subscriptions: wishes.ready },
    start: async () => {
      await box.ensureIndexes();
      await subscriptions.ensureIndexes();
      await wishes.start();
      await live.start();
      await webhooks.start();
    },
    stop: async () => {
      await webhooks.stop();
      await live.stop();
      await wishes.stop();
    },
  };
}

/** The service with a faster schedule of webhooks, for tests. */
export const notificationAt = (pace?: Pace): ServiceSpec => ({
  name: 'notification',
  context: 'notification',
  parts: (host) => parts(host, pace),
});

export const notification = notificationAt();
