/** Subscriptions over the wire. */
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { ListSubscriptionsRequest } from '@naru/contracts/notification/v1/subscription';
import type { Ownership } from '@naru/kit/access';
import { listing } from '@naru/kit/list';
import type { Mirror } from '@naru/kit/mirror';
import { patiently } from '@naru/kit/mongo';
import { withinReach } from '@naru/kit/reach';
import { invalidField, notFound } from '@naru/kit/rejection';
import { createOnce } from '@naru/kit/request';
import type { Handlers } from '@naru/kit/serve';
import type { Collection } from 'mongodb';
import { OWN_RECIPIENT, personOf } from '../notification/notification.ts';
import { toProto } from './message.ts';
import type { SubscriptionDoc } from './subscription.ts';

type SubscriptionRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'createSubscription' | 'getSubscription' | 'listSubscriptions' | 'deleteSubscription'
>;

export const subscriptionList = listing<ListSubscriptionsRequest>({
  request: ListSubscriptionsRequest,
  filters: {},
  reach: (reach) => ({ ...withinReach(reach, { subject: 'owner' }), ended: false }),
  under: 'owner',
});

export function subscriptionRpcs(
  collection: Collection<SubscriptionDoc>,
  mirror: Mirror<SubscriptionDoc>,
): SubscriptionRpcs {
  return {
    createSubscription: async ({ recipient, eventTypes, scope }, call) => {
      const { caller, now, reach } = call;
      const ids = [...reach.parties];
      const person = personOf(caller.subject);
      if (recipient && recipient !== person && !ids.includes(recipient)) {
        throw invalidField('recipient', 'recipient.own', OWN_RECIPIENT);
      }
      const doc = await createOnce(collection, {
        _id: call.newId('sub'),
        version: 1,
        owner: caller.subject,
        recipient: recipient || person,
        ids,
        seesAll: reach.any,
        eventTypes,
        scope,
        createdAt: now,
        ended: false,
        ...(call.request ? { request: call.request } : {}),
      });
      mirror.announce(doc);
      return toProto(doc);
    },
    getSubscription: async ({ id }) => {
      const doc = await patiently(() => collection.findOne({ _id: id, ended: false }));
      if (!doc) throw notFound('subscription', id);
      return toProto(doc);
    },
    listSubscriptions: async (request, { reach }) => {
      const { found, ...page } = await subscriptionList.page(collection, request, reach);
      return { subscriptions: found.map(toProto), ...page };
    },
    deleteSubscription: async ({ id }) => {
      const doc = await patiently(() =>
        collection.findOneAndUpdate({ _id: id }, { $set: { ended: true, version: 2 } }, { returnDocument: 'after' }),
      );
      if (!doc) throw notFound('subscription', id);
      mirror.announce(doc);
      return {};
    },
  };
}

export const subscriptionOwnership =
  (collection: Collection<SubscriptionDoc>) =>
  async (id: string): Promise<Ownership | null> => {
    const doc = await patiently(() => collection.findOne({ _id: id, ended: false }));
    return doc && { subject: doc.owner };
  };
