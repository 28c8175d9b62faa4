/**
 * Stores deliveries. Queueing and attempts are plain updates, guarded by the claim of the sender. Only an end without
 * success is an event, saved in the same write.
 */
import { type Delivery_State, ListDeliveriesRequest, type Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Stored } from '@naru/kit/change';
import { listing, type Page } from '@naru/kit/list';
import { once } from '@naru/kit/projection';
import { after, before } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import type { Reach } from '@naru/kit/reach';
import { bare } from '../feed/cloud-event.ts';
import { giveUp } from './decide.ts';
import { type Delivery, type DeliveryGivenUp, evolve } from './delivery.ts';
import { publish } from './events.ts';

export type DeliveryDoc = Stored<Delivery>;

export type DueDelivery = Pick<DeliveryDoc, '_id' | 'dueAt'>;

const SCHEMA = 2;
/** Holds the open deliveries alone, which are few: nothing else has a time at which it is due. */
const DUE = { key: { dueAt: 1 }, sparse: true } as const;
/** Whatever the time is. */
const AT_ONCE = new Date(0);

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
      indexes: [DUE, { key: { 'state.createdAt': 1 } }, { key: { 'state.aggregateId': 1 } }, ...pages.indexes],
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

  const dueQuery = (webhookId: string, { now, limit }: { now: Date; limit: number }) =>
    collection
      .find({ 'state.webhookId': webhookId, dueAt: { $lte: now } }, { projection: { dueAt: 1 } })
      .sort({ dueAt: 1 })
      .limit(limit)
      .hint(DUE.key);

  return {
    store,
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
        dueAt: AT_ONCE,
      }),
    find: (_id: string): Promise<DeliveryDoc | null> => patiently(() => collection.findOne({ _id })),
    /** Queues what is in one of the states again. @returns false if it is in another, or was changed since a time */
    requeue: async (
      _id: string,
      { states, now, unchangedSince }: { states: readonly Delivery_State[]; now: Date; unchangedSince: Date },
    ): Promise<boolean> => {
      const fresh = { dueAt: AT_ONCE, 'state.state': 'QUEUED' as const, 'state.attempts': 0, 'state.updatedAt': now };
      const standing = {
        _id,
        'state.state': { $in: [...states] },
        'state.claim': { $exists: false },
        'state.updatedAt': { $lt: unchangedSince },
      };
      return patiently(async () => (await collection.updateOne(standing, { $set: fresh })).modifiedCount > 0);
    },
    /** Erases those of a webhook. */
    clear: (webhookId: string) =>
      patiently(() => collection.deleteMany({ 'state.webhookId': webhookId, 'outbox.0': { $exists: false } })),
    /** Erases what was queued before a time. */
    sweep: (before: Date) =>
      patiently(() => collection.deleteMany({ 'state.createdAt': { $lt: before }, 'outbox.0': { $exists: false } })),
    dueQuery,
    /** A number of those that are due, the longest overdue first. */
    due: (webhookId: string, by: { now: Date; limit: number }): Promise<DueDelivery[]> =>
      patiently(() => dueQuery(webhookId, by).toArray()),
    /** @returns the delivery as it stands now; null if another process was first */
    claim: async (
      { _id, dueAt }: DueDelivery,
      { claim, until }: { claim: string; until: Date },
    ): Promise<Delivery | null> => {
      const set = { dueAt: until, 'state.claim': claim };
      const unchanged = { _id, dueAt: dueAt as Date };
      return (await collection.findOneAndUpdate(unchanged, { $set: set }, { returnDocument: 'after' }))?.state ?? null;
    },
    /** Keeps a delivery in hand from being taken over. */
    renew: (ids: readonly string[], { claim, until }: { claim: string; until: Date }) =>
      collection.updateMany({ _id: { $in: [...ids] }, 'state.claim': claim }, { $set: { dueAt: until } }),
    /** Writes the result of an attempt, unless another process has taken the delivery over. */
    settle: (claim: string, { delivery, dueAt }: { delivery: Delivery; dueAt: Date | undefined }) =>
      patiently(() => {
        const { state, attempts, lastResult, updatedAt, history = [] } = delivery;
        const set = {
          // Nothing else of a delivery has another form in shape 1.
          schema: SCHEMA,
          'state.state': state,
          'state.attempts': attempts,
          'state.lastResult': lastResult,
          'state.updatedAt': updatedAt,
          'state.history': history,
        };
        return collection.updateOne(
          { _id: delivery.id, 'state.claim': claim },
          dueAt
            ? { $set: { ...set, dueAt }, $unset: { 'state.claim': 1 } }
            : { $set: set, $unset: { 'state.claim': 1, dueAt: 1 } },
        );
      }),
    giveUp: (last: Delivery, webhook: Webhook) =>
      store.change(last.id, (delivery) => giveUp(delivery, { last, webhook }), {
        ...host.ownCause(),
        causeId: last.eventId,
      }),
    /** Removes the content about an aggregate before a version: what was answered, and the bodies of earlier versions. */
    forget: async (aggregateId: string, version: number): Promise<void> => {
      const older = { 'state.aggregateId': aggregateId, 'state.aggregateVersion': { $lt: version } };
      for await (const { _id, state } of collection.find(older)) {
        const { body, history = [] } = state;
        const answers = history.map((attempt) => ({ ...attempt, answer: '' }));
        if (body) await collection.updateOne({ _id, 'state.body': body }, { $set: { 'state.body': bare(body) } });
        if (history.length > 0)
          await collection.updateOne({ _id, 'state.attempts': state.attempts }, { $set: { 'state.history': answers } });
      }
    },
  };
}
