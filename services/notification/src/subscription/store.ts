/** Stores subscriptions: one document each, which gets a mark at its end. */
import { ListSubscriptionsRequest } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { listing, type Page } from '@naru/kit/list';
import { type Closed, closed, type Raw, rawOf } from '@naru/kit/raw';
import { type Reach, withinReach } from '@naru/kit/reach';
import { createOnce, REQUEST_INDEX } from '@naru/kit/request';
import type { SubscriptionDoc } from './subscription.ts';

const standing = listing<ListSubscriptionsRequest>({
  request: ListSubscriptionsRequest,
  filters: {},
  reach: (reach) => ({ ...withinReach(reach, { subject: 'owner' }), ended: false }),
  under: 'owner',
});

export interface SubscriptionStore extends Closed<Raw<SubscriptionDoc>> {
  /** The existing one if the same request has already made it. */
  create(subscription: SubscriptionDoc): Promise<SubscriptionDoc>;
  list(request: ListSubscriptionsRequest, reach: Reach): Promise<Page<SubscriptionDoc>>;
  /** Null if it has ended, or never existed. */
  find(id: string): Promise<SubscriptionDoc | null>;
  /** @returns its present state, or null if it never existed */
  end(id: string): Promise<SubscriptionDoc | null>;
  ensureIndexes(): Promise<void>;
}

export function subscriptionStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>): SubscriptionStore {
  const raw = rawOf(db.collection<SubscriptionDoc>('subscription'), ambient);
  const { collection, patiently } = raw;
  return {
    ...closed(raw),
    create: (subscription) => createOnce(raw, subscription),
    list: (request, reach) => standing.page(collection, request, reach, ambient),
    find: (id) => patiently(() => collection.findOne({ _id: id, ended: false })),
    end: (id) =>
      patiently(() =>
        collection.findOneAndUpdate({ _id: id }, { $set: { ended: true, version: 2 } }, { returnDocument: 'after' }),
      ),
    ensureIndexes: async () => {
      await collection.createIndexes([...standing.indexes, REQUEST_INDEX]);
    },
  };
}
