/** The RPCs of subscriptions. */
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { Ownership } from '@naru/kit/access';
import type { Mirror } from '@naru/kit/mirror';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { Since } from '../audience/since.ts';
import { recipient as ownRecipient } from '../notification/texts.ts';
import { personOf } from '../standards/person.ts';
import { toProto } from './message.ts';
import type { SubscriptionStore } from './store.ts';
import type { SubscriptionDoc } from './subscription.ts';

type SubscriptionRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'createSubscription' | 'getSubscription' | 'listSubscriptions' | 'deleteSubscription'
>;

export function subscriptionRpcs(
  subscriptions: SubscriptionStore,
  {
    mirror,
    max,
    since,
  }: {
    mirror: Pick<Mirror<SubscriptionDoc>, 'announce'>;
    /** How many subscriptions a subject may have. */
    max: number;
    /** Where the streams stand now. */
    since(): Promise<Since>;
  },
): SubscriptionRpcs {
  return {
    createSubscription: async ({ recipient, eventTypes, scope, sectors }, call) => {
      const { caller, now, reach } = call;
      const ids = [...reach.parties];
      const person = personOf(caller.subject);
      if (recipient && recipient !== person && !ids.includes(recipient)) {
        throw ownRecipient.invalid('recipient', 'own');
      }
      const doc = await subscriptions.create(
        {
          _id: call.newId('sub'),
          version: 1,
          owner: caller.subject,
          recipient: recipient || person,
          ids,
          seesAll: reach.any,
          eventTypes,
          scope,
          ...(sectors.length > 0 && { sectors }),
          createdAt: now,
          since: await since(),
          ended: false,
          ...(call.request ? { request: call.request } : {}),
        },
        max,
      );
      mirror.announce(doc);
      return toProto(doc);
    },
    getSubscription: async ({ id }) => {
      const doc = await subscriptions.find(id);
      if (!doc) throw notFound('subscription', id);
      return toProto(doc);
    },
    listSubscriptions: async (request, { reach }) => {
      const { found, ...page } = await subscriptions.list(request, reach);
      return { subscriptions: found.map(toProto), ...page };
    },
    deleteSubscription: async ({ id }) => {
      const doc = await subscriptions.end(id);
      if (!doc) throw notFound('subscription', id);
      mirror.announce(doc);
      return {};
    },
  };
}

export const subscriptionOwnership =
  (subscriptions: SubscriptionStore) =>
  async (id: string): Promise<Ownership | null> => {
    const doc = await subscriptions.find(id);
    return doc && { subject: doc.owner };
  };
