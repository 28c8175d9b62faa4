/** Stores subscriptions: one document each, which gets a mark at its end. */
import { ListSubscriptionsRequest } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { listing, type Page } from '@naru/kit/list';
import { duplicateKey } from '@naru/kit/mongo';
import { inFreePlace, placeKey } from '@naru/kit/places';
import { type Closed, closed, type Raw, rawOf } from '@naru/kit/raw';
import { type Reach, withinReach } from '@naru/kit/reach';
import { createOnce, madeBefore, REQUEST_INDEX } from '@naru/kit/request';
import type { Since } from '../audience/since.ts';
import type { SubscriptionDoc } from './subscription.ts';
import { refuse } from './texts.ts';

const standing = listing<ListSubscriptionsRequest>({
  request: ListSubscriptionsRequest,
  filters: {},
  reach: (reach) => ({ ...withinReach(reach, { subject: 'owner' }), ended: false }),
  under: 'owner',
});

export interface SubscriptionStore extends Closed<Raw<SubscriptionDoc>> {
  /**
   * The existing one if the same request has already made it.
   * @param max how many its owner may have
   * @throws Rejection `exhausted` if the owner has as many
   */
  create(subscription: SubscriptionDoc, max: number): Promise<SubscriptionDoc>;
  list(request: ListSubscriptionsRequest, reach: Reach): Promise<Page<SubscriptionDoc>>;
  /** Null if it has ended, or never existed. */
  find(id: string): Promise<SubscriptionDoc | null>;
  /** @returns its present state, or null if it never existed */
  end(id: string): Promise<SubscriptionDoc | null>;
  /** Subscriptions of earlier versions begin where the streams stand now: what came before has been told. */
  beginAll(since: () => Promise<Since>): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function subscriptionStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>): SubscriptionStore {
  const raw = rawOf(db.collection<SubscriptionDoc>('subscription'), ambient);
  const { collection, patiently } = raw;
  return {
    ...closed(raw),
    create: (subscription, max) => createPlaced(raw, subscription, max),
    list: (request, reach) => standing.page(collection, request, reach, ambient),
    find: (id) => patiently(() => collection.findOne({ _id: id, ended: false })),
    end: (id) =>
      patiently(() =>
        collection.findOneAndUpdate(
          { _id: id },
          { $set: { ended: true, version: 2 }, $unset: { place: 1 } },
          { returnDocument: 'after' },
        ),
      ),
    beginAll: async (since) => {
      const without = { since: { $exists: false } };
      if (await collection.findOne(without)) await collection.updateMany(without, { $set: { since: await since() } });
    },
    ensureIndexes: async () => {
      const place = { key: { place: 1 as const }, unique: true, sparse: true };
      await collection.createIndexes([...standing.indexes, REQUEST_INDEX, place]);
    },
  };
}

async function createPlaced(raw: Raw<SubscriptionDoc>, doc: SubscriptionDoc, max: number): Promise<SubscriptionDoc> {
  const { collection, patiently } = raw;
  const standing = { owner: doc.owner, ended: false };
  const held = await patiently(() => collection.find(standing, { projection: { place: 1 } }).toArray());
  const places = held.map(({ place }) => (place === undefined ? undefined : Number.parseInt(place, 10)));
  return inFreePlace(places, { max, code: 'subscription.limit' }, async (free) => {
    const place = placeKey(doc.owner, free);
    const made = place === undefined ? await madeBefore(raw, doc) : await createIn(raw, { ...doc, place });
    if (!made) throw refuse('limit', { max });
    return made;
  });
}

/** Null if another call took the place meanwhile. */
async function createIn(raw: Raw<SubscriptionDoc>, doc: SubscriptionDoc): Promise<SubscriptionDoc | null> {
  try {
    return await createOnce(raw, doc);
  } catch (error) {
    if (duplicateKey(error) === 'place') return null;
    throw error;
  }
}
