/** naru.ops.v1. Every service answers it in the same way. */
import { OpsServiceDefinition, type ParkedEvent } from '@naru/contracts/ops/v1/service';
import type { Aggregate } from './change.ts';
import { KIT, kit } from './kit-texts.ts';
import { type OperationKind, type Operations, short } from './operations.ts';
import type { Cause, OutboxEntry } from './outbox.ts';
import type { ParkedDoc, ParkedEvents } from './park.ts';
import { notFound, Rejection } from './rejection.ts';
import { inBatches, type Relay } from './relay.ts';
import { type Implementation, implement } from './serve.ts';
import type { Subscriber } from './subscribe.ts';

const SNAPSHOT_BATCH = 256;

const REPUBLISH = 'ops.republish';
const SNAPSHOTS = 'ops.snapshots';

/** The operations of every service for operators. They usually take seconds, and must not wait behind solvers. */
export const opsKinds = ({
  relay,
  aggregates,
}: {
  relay: Relay;
  aggregates: readonly Aggregate[];
}): Record<string, OperationKind> => ({
  [REPUBLISH]: short(async ({ params }, { step }) => {
    const events = await relay.republish(params.since as Date | undefined, (sent) => step(sent, 0));
    return { events: String(events) };
  }),
  [SNAPSHOTS]: short(async ({ cause }, { step }) => {
    let sent = 0;
    for await (const batch of inBatches(snapshotsOf(aggregates, cause), SNAPSHOT_BATCH)) {
      await relay.send(batch);
      sent += batch.length;
      await step(sent, 0);
    }
    return { snapshots: String(sent) };
  }),
});

async function* snapshotsOf(aggregates: readonly Aggregate[], cause: () => Cause): AsyncGenerator<OutboxEntry> {
  for (const { snapshots } of aggregates) if (snapshots) yield* snapshots(cause);
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
    const doc = await parked.find(id);
    const subscriber = subscribers().find(({ name }) => name === doc?.subscription);
    if (!doc || !subscriber) throw notFound('parked_event', id);
    await subscriber.replay({ ...doc.event, data: doc.event.data.buffer }).catch((error: unknown) => {
      throw refusedAgain(error);
    });
    await parked.drop(id);
    return toProto(doc);
  }

  return implement(OpsServiceDefinition, {
    getOperation: ({ id }) => operations.get(id),
    watchOperation: ({ id }, call) => operations.watch(id, call.signal),
    cancelOperation: ({ id }) => operations.cancel(id),
    republishEvents: ({ since }, call) => operations.start(REPUBLISH, since ? { since } : {}, call),
    sendSnapshots: (_, call) => operations.start(SNAPSHOTS, {}, call),
    listParkedEvents: async (request, { reach }) => {
      const { found, ...page } = await parked.list(request, reach);
      return { parkedEvents: found.map(toProto), ...page };
    },
    redeliverParkedEvent: async ({ id }) => ({ parkedEvent: await replay(id) }),
  });
}

/** A handler may refuse by any code of its service; what every call may meet is told as it is. */
const refusedAgain = (error: unknown): unknown =>
  error instanceof Rejection && !(error.code in KIT.of)
    ? kit.refuse('parked_event.refused', { code: error.code, reason: error.said })
    : error;

const toProto = (doc: ParkedDoc): ParkedEvent => ({
  id: doc._id,
  subscription: doc.subscription,
  eventId: doc.event.id,
  type: doc.event.type,
  aggregateId: doc.event.aggregate,
  code: doc.code,
  reason: typeof doc.reason === 'string' ? { ko: doc.reason, en: doc.reason } : doc.reason,
  deliveries: doc.deliveries,
  parkedAt: doc.parkedAt,
});
