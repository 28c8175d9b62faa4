/** naru.ops.v1. Every service answers it in the same way. */
import { OpsServiceDefinition, type ParkedEvent, type ServiceStatus } from '@naru/contracts/ops/v1/service';
import type { Warnings } from '@naru/telemetry/health';
import { log } from '@naru/telemetry/log';
import type { Numbers } from '@naru/telemetry/queues';
import { inBatches } from './batches.ts';
import type { Aggregate } from './change.ts';
import { KIT, kit } from './kit-texts.ts';
import { type OperationKind, type Operations, short } from './operations.ts';
import type { Cause, OutboxEntry } from './outbox.ts';
import { pageSize, pageToken, readPageToken } from './page.ts';
import { aboutRefused, type ParkedDoc, type ParkedEvents } from './park.ts';
import { notFound, Rejection } from './rejection.ts';
import type { Relay } from './relay.ts';
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
  aggregates,
  subscribers,
  status,
}: {
  operations: Operations;
  parked: ParkedEvents;
  aggregates: readonly Aggregate[];
  subscribers: () => readonly Subscriber[];
  status: () => Promise<ServiceStatus>;
}): Implementation {
  async function discard(id: string): Promise<ParkedEvent> {
    const doc = await parked.find(id);
    if (!doc) throw notFound('parked_event', id);
    log.warn({ ...aboutRefused(doc.subscription, doc.event, doc.code) }, 'a parked event was discarded');
    await parked.drop(id);
    return toProto(doc);
  }

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
    listVersions: ({ service, pageSize: size, pageToken: token }) =>
      versionsOf(aggregates, { size: pageSize(size), token, question: ['versions', service] }),
    getServiceStatus: status,
    discardParkedEvent: async ({ id }) => ({ parkedEvent: await discard(id) }),
    redeliverParkedEvent: async ({ id }) => ({ parkedEvent: await replay(id) }),
  });
}

/** The numbers of a service, as an operator asks for them. */
export const statusOf = (
  { lags, parked, waiting, overdue, open }: Numbers,
  oldest: Date | null,
  warnings: Warnings,
): ServiceStatus => ({
  unsentSince: oldest ?? undefined,
  warnings,
  durables: lags.map(({ context: stream, ...lag }) => ({ ...lag, stream })),
  parked: Object.fromEntries(parked.map(({ subscription, count }) => [subscription, count])),
  waiting: Object.fromEntries(waiting.map(({ subscription, count }) => [subscription, count])),
  overdue: Object.fromEntries(overdue.map(({ noun, count }) => [noun, count])),
  operations: Object.fromEntries(open.map(({ lane, state, count }) => [`${lane} ${state}`, count])),
});

/** Where a page of versions begins: the noun by its name, and the id after which it goes on. */
interface VersionPlace {
  noun: string;
  id: string;
}

const isVersionPlace = (value: unknown): value is VersionPlace => {
  const { noun, id } = Object(value) as Partial<VersionPlace>;
  return typeof noun === 'string' && typeof id === 'string';
};

async function versionsOf(
  aggregates: readonly Aggregate[],
  { size, token, question }: { size: number; token: string; question: unknown },
) {
  const sorted = aggregates.toSorted((one, other) => (one.noun < other.noun ? -1 : 1));
  const from = readPageToken(token, question, isVersionPlace) ?? { noun: '', id: '' };
  const found: { noun: string; id: string; version: number }[] = [];
  for (const { noun, versions } of sorted.filter(({ noun: name }) => name >= from.noun)) {
    const rows = await versions(noun === from.noun ? from.id : '', size + 1 - found.length);
    found.push(...rows.map((row) => ({ noun, ...row })));
    if (found.length > size) break;
  }
  const page = found.slice(0, size);
  const last = page.at(-1);
  const more = found.length > size && last;
  return { versions: page, nextPageToken: more ? pageToken({ noun: last.noun, id: last.id }, question) : '' };
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
