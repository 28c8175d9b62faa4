/** naru.ops.v1, answered by every service in the same way. */
import { type ListParkedEventsResponse, OpsServiceDefinition, type ParkedEvent } from '@naru/contracts/ops/v1/service';
import type { AggregateStore } from './change.ts';
import { patiently } from './mongo.ts';
import type { Operations, OperationWork } from './operations.ts';
import { type Cause, type OutboxEntry, toEntries } from './outbox.ts';
import { pageById } from './page.ts';
import type { ParkedDoc, ParkedEvents } from './park.ts';
import { notFound } from './rejection.ts';
import type { Relay } from './relay.ts';
import { type Implementation, implement } from './serve.ts';
import type { Subscriber } from './subscribe.ts';

const SNAPSHOT_BATCH = 256;

const REPUBLISH = 'ops.republish';
const SNAPSHOTS = 'ops.snapshots';

/** The long work that every service can do for its operators. */
export function opsKinds({
  relay,
  aggregates,
  cause,
}: {
  relay: Relay;
  aggregates: readonly AggregateStore<never, never>[];
  cause: () => Cause;
}): Record<string, OperationWork> {
  return {
    [REPUBLISH]: async ({ params }, { step }) => {
      const events = await relay.republish(params.since as Date | undefined, (sent) => step(sent, 0));
      return { events: String(events) };
    },
    /** Snapshots carry the present version, so a projection that is as new ignores them. */
    [SNAPSHOTS]: async (_, { step }) => {
      let sent = 0;
      for (const store of aggregates) {
        const { snapshotEvent } = store;
        if (!snapshotEvent) continue;
        let batch: OutboxEntry[] = [];
        for await (const doc of store.collection.find()) {
          const { state, version, id } = store.snapshotOf(doc as never);
          batch.push(
            ...toEntries({ aggregate: id, version: version - 1, events: [snapshotEvent(state)], cause: cause() }),
          );
          if (batch.length < SNAPSHOT_BATCH) continue;
          await relay.send(batch);
          sent += batch.length;
          batch = [];
          await step(sent, 0);
        }
        await relay.send(batch);
        sent += batch.length;
      }
      return { snapshots: String(sent) };
    },
  };
}

export function opsService({
  operations,
  parked,
  subscribers,
}: {
  operations: Operations;
  parked: ParkedEvents;
  subscribers: () => readonly Subscriber[];
}): Implementation {
  async function replay(id: string): Promise<ParkedEvent> {
    const doc = await patiently(() => parked.collection.findOne({ _id: id }));
    const subscriber = subscribers().find(({ name }) => name === doc?.subscription);
    if (!doc || !subscriber) throw notFound('parked_event', id);
    await subscriber.replay({ ...doc.event, data: doc.event.data.buffer });
    await parked.collection.deleteOne({ _id: id });
    return toProto(doc);
  }

  async function listParked(size: number, token: string): Promise<ListParkedEventsResponse> {
    const { items, nextPageToken } = await pageById({ size, token, question: 'parked' }, (after, limit) =>
      parked.collection
        .find(after ? { _id: { $gt: after } } : {})
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return { parkedEvents: items.map(toProto), nextPageToken };
  }

  return implement(OpsServiceDefinition, {
    getOperation: ({ id }) => operations.get(id),
    watchOperation: ({ id }, call) => operations.watch(id, call.signal),
    cancelOperation: ({ id }) => operations.cancel(id),
    republishEvents: ({ since }, call) => operations.start(REPUBLISH, since ? { since } : {}, call),
    sendSnapshots: (_, call) => operations.start(SNAPSHOTS, {}, call),
    listParkedEvents: ({ pageSize, pageToken }) => listParked(pageSize, pageToken),
    replayParkedEvent: async ({ id }) => ({ parkedEvent: await replay(id) }),
  });
}

const toProto = (doc: ParkedDoc): ParkedEvent => ({
  id: doc._id,
  subscription: doc.subscription,
  eventId: doc.event.id,
  type: doc.event.type,
  aggregateId: doc.event.aggregate,
  code: doc.code,
  reason: doc.reason,
  deliveries: doc.deliveries,
  parkedAt: doc.parkedAt,
});
