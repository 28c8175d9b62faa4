/**
 * Stores deliveries. Queueing and attempts are plain updates, guarded by the claim of the sender. Only an end without
 * success is an event, saved in the same write.
 */
import { ListDeliveriesRequest, type Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Stored } from '@naru/kit/change';
import { listing, type Page } from '@naru/kit/list';
import { once } from '@naru/kit/projection';
import { after, before } from '@naru/kit/ranges';
import { openStore, rawOf } from '@naru/kit/raw';
import type { Reach } from '@naru/kit/reach';
import { bare } from './cloud-event.ts';
import { giveUp } from './decide.ts';
import { type Delivery, type DeliveryGivenUp, evolve } from './delivery.ts';
import { publish } from './events.ts';

export type DeliveryDoc = Stored<Delivery>;

const SCHEMA = 2;

export type DeliveryStore = ReturnType<typeof deliveryStore>;

/** Rows show the time of the next attempt, which stands beside the state, so this list is of documents. */
const pages = listing<ListDeliveriesRequest>({
  request: ListDeliveriesRequest,
  filters: {
    webhookId: 'state.webhookId',
    state: 'state.state',
    eventType: 'state.eventType',
    createdAfter: after('state.createdAt'),
    createdBefore: before('state.createdAt'),
  },
  // The rule of the method asks for the owner of the webhook.
  reach: 'all',
  orders: { create_time: 'state.createdAt', update_time: 'state.updatedAt' },
  under: 'state.webhookId',
  without: ['state.body'],
});

const aggregate = ({ db, relay }: Host): AggregateStore<Delivery, DeliveryGivenUp> =>
  aggregateStore<Delivery, DeliveryGivenUp>(
    {
      db,
      noun: 'delivery',
      schema: SCHEMA,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      indexes: [{ key: { 'state.webhookId': 1, dueAt: 1 } }, { key: { 'state.aggregateId': 1 } }, ...pages.indexes],
    },
    relay,
  );

type OldDelivery = Omit<Delivery, 'lastResult'> & { lastResult: string };

/** Shape 2 keeps a code and its parameters; shape 1 kept an English sentence, which is shown as it is. */
export const fromSchema1 = ({ lastResult, ...old }: OldDelivery): Delivery => ({
  ...old,
  lastResult: lastResult ? { said: { ko: lastResult, en: lastResult } } : null,
});

export function deliveryStore(host: Host) {
  const store = aggregate(host);
  const raw = openStore(store);
  const { collection, patiently } = raw;
  const forgotten = forgottenIn(host);

  return {
    store,
    forgotten,
    list: async (request: ListDeliveriesRequest, reach: Reach): Promise<Page<DeliveryDoc>> => {
      const { found, ...page } = await pages.page(collection, request, reach, host.ambient);
      return { found: found.map((doc) => ({ ...doc, state: raw.snapshotOf(doc).state })), ...page };
    },
    /** Once, however often the event arrives. */
    enqueue: (delivery: Delivery): Promise<void> =>
      once<DeliveryDoc>(raw, {
        _id: delivery.id,
        schema: SCHEMA,
        version: 0,
        state: delivery,
        outbox: [],
        lastChanges: [],
        changedAt: delivery.createdAt,
        dueAt: delivery.createdAt,
      }),
    due: (webhookId: string, { now, limit }: { now: Date; limit: number }): Promise<DeliveryDoc[]> =>
      patiently(() =>
        collection
          .find({ 'state.webhookId': webhookId, dueAt: { $lte: now } })
          .limit(limit)
          .toArray(),
      ),
    /** @returns false if another process was first */
    claim: async ({ _id, dueAt }: DeliveryDoc, { claim, until }: { claim: string; until: Date }): Promise<boolean> => {
      const set = { dueAt: until, 'state.claim': claim };
      return (await collection.updateOne({ _id, dueAt: dueAt as Date }, { $set: set })).matchedCount === 1;
    },
    /** Keeps a delivery in hand from being taken over. */
    renew: (ids: readonly string[], { claim, until }: { claim: string; until: Date }) =>
      collection.updateMany({ _id: { $in: [...ids] }, 'state.claim': claim }, { $set: { dueAt: until } }),
    /** Writes the result of an attempt, unless another process has taken the delivery over. */
    settle: (claim: string, { delivery, dueAt }: { delivery: Delivery; dueAt: Date | undefined }) =>
      patiently(() => {
        const { state, attempts, lastResult, updatedAt } = delivery;
        const set = {
          // Nothing else of a delivery has another form in shape 1.
          schema: SCHEMA,
          'state.state': state,
          'state.attempts': attempts,
          'state.lastResult': lastResult,
          'state.updatedAt': updatedAt,
        };
        return collection.updateOne(
          { _id: delivery.id, 'state.claim': claim },
          dueAt
            ? { $set: { ...set, dueAt }, $unset: { 'state.claim': 1 } }
            : { $set: { ...set, 'state.body': '' }, $unset: { 'state.claim': 1, dueAt: 1 } },
        );
      }),
    giveUp: (last: Delivery, webhook: Webhook) =>
      store.change(last.id, (delivery) => giveUp(delivery, { last, webhook }), {
        ...host.ownCause(),
        causeId: last.eventId,
      }),
    /** Removes the content about an aggregate before a version from waiting deliveries, except its id. */
    forget: async (aggregateId: string, version: number): Promise<void> => {
      await forgotten.note(aggregateId, version);
      const older = {
        'state.aggregateId': aggregateId,
        'state.aggregateVersion': { $lt: version },
        'state.body': { $ne: '' },
      };
      for await (const { _id, state } of collection.find(older))
        await collection.updateOne({ _id, 'state.body': state.body }, { $set: { 'state.body': bare(state.body) } });
    },
  };
}

interface Forgotten {
  _id: string;
  version: number;
}

/** The version at which each aggregate was hidden: a late older event must not restore its content. */
function forgottenIn({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const { collection, patiently } = rawOf(db.collection<Forgotten>('forgotten'), ambient);
  return {
    note: (_id: string, version: number) =>
      patiently(() => collection.updateOne({ _id }, { $max: { version } }, { upsert: true })),
    covers: (_id: string, version: number): Promise<boolean> =>
      patiently(async () => (await collection.findOne({ _id, version: { $gt: version } })) !== null),
  };
}
