/** Events that a service could not handle: kept with the reason until an operator replays them. */
import type { First } from '@naru/bus/envelope';
import { ListParkedEventsRequest } from '@naru/contracts/ops/v1/service';
import { extract, traceId } from '@naru/telemetry/trace';
import type { Said } from '@naru/words/text';
import { telling } from '@naru/words/texts';
import { Binary, type Collection, type Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { hiding } from './hidden.ts';
import { kit, PARKED } from './kit-texts.ts';
import { listing, type Page } from './list.ts';
import { isDatabaseAway } from './mongo.ts';
import { rawOf } from './raw.ts';
import type { Reach } from './reach.ts';
import { ERROR_KINDS, type Heals, Rejection } from './rejection.ts';

/** A received event before it is decoded. */
export interface ParkedSource {
  id: string;
  type: string;
  context: string;
  aggregate: string;
  version: number;
  at: Date;
  causedBy: string;
  /** The trace of its sending. Events that were stored before it was kept have none. */
  traceparent?: string;
  data: Uint8Array;
  /** Where it first stood in the stream. Missing in what was kept before events told it. */
  first?: First | undefined;
}

export interface Refusal {
  code: string;
  reason: Said;
  heals: Heals;
}

export interface ParkedDoc {
  /** <subscription>:<event id> */
  _id: string;
  subscription: string;
  event: Omit<ParkedSource, 'data'> & { data: Binary };
  code: string;
  /** What was parked before there were texts in two languages has one English sentence. */
  reason: Said | string;
  deliveries: number;
  parkedAt: Date;
}

export interface ParkedEvents {
  /** How many there are, by subscription. */
  counts(): Promise<{ subscription: string; count: number }[]>;
  find(id: string): Promise<ParkedDoc | null>;
  drop(id: string): Promise<void>;
  list(request: ListParkedEventsRequest, reach: Reach): Promise<Page<ParkedDoc>>;
  ensureIndexes(): Promise<void>;
  park(entry: { subscription: string; received: ParkedSource; refusal: Refusal; deliveries: number }): Promise<void>;
}

const told = telling(PARKED);

/** Finds what is kept about an aggregate, when it is hidden. */
export const OF_AGGREGATE = { key: { 'event.aggregate': 1 } } as const;

/** These heal once a newer version of the service runs everywhere, whatever their kind. */
const LATE = new Set(['schema.newer', 'parked_event.no_handler']);

/** What a handler's error says, and whether it can heal. An unexpected error may. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof Rejection
    ? { code: error.code, reason: error.said, heals: healing(error) }
    : {
        code: 'bug',
        reason: told('failed', { error: error instanceof Error ? error.message : undefined }),
        heals: isDatabaseAway(error) ? 'outage' : ERROR_KINDS.bug.heals,
      };

function healing(error: Rejection): Heals {
  if (isDatabaseAway(error)) return 'outage';
  return LATE.has(error.code) ? 'late' : ERROR_KINDS[error.kind].heals;
}

export const nobodyHears = (type: string) => kit.refuse('parked_event.no_handler', { type });

/** What the log says of a refused event: enough to find it, and the call that caused it, by search alone. */
export const aboutRefused = (
  subscription: string,
  { id, type, traceparent = '' }: Omit<ParkedSource, 'data'>,
  code: string,
) => ({
  subscription,
  event: id,
  type,
  code,
  trace_id: traceId(extract({ traceparent })),
});

/** A received event as the database keeps it. */
export const storedForm = (received: ParkedSource): ParkedDoc['event'] => {
  const { id, type, context, aggregate, version, at, causedBy, traceparent = '', first, data } = received;
  return { id, type, context, aggregate, version, at, causedBy, traceparent, first, data: new Binary(data) };
};

/** How many events a collection keeps, by subscription. */
export const bySubscription = (collection: Pick<Collection, 'aggregate'>) =>
  collection
    .aggregate<{ subscription: string; count: number }>([
      { $group: { _id: '$subscription', count: { $sum: 1 } } },
      { $project: { _id: 0, subscription: '$_id', count: 1 } },
    ])
    .toArray();

export function parkedEvents(db: Db, ambient: Pick<Ambient, 'now' | 'pause' | 'elapsedMs'>): ParkedEvents {
  const { collection, patiently } = rawOf(db.collection<ParkedDoc>('parked'), ambient);
  const { indexes, page } = listing<ListParkedEventsRequest>({
    request: ListParkedEventsRequest,
    // The request names a service; the answering service is that service.
    filters: { service: () => ({}), subscription: 'subscription', type: 'event.type' },
    reach: 'all',
    orders: { parked_at: 'parkedAt' },
    without: ['event.data'],
  });
  const { keptLate } = hiding(db, ambient);
  return {
    counts: () => bySubscription(collection),
    find: (id) => patiently(() => collection.findOne({ _id: id })),
    drop: async (id) => void (await collection.deleteOne({ _id: id })),
    list: (request, reach) => page(collection, request, reach, ambient),
    ensureIndexes: async () => void (await collection.createIndexes([...indexes, OF_AGGREGATE])),
    park: async ({ subscription, received, refusal, deliveries }) => {
      const doc = {
        subscription,
        event: storedForm(received),
        code: refusal.code,
        reason: refusal.reason,
        deliveries,
        parkedAt: ambient.now(),
      };
      await collection.replaceOne({ _id: `${subscription}:${received.id}` }, doc, { upsert: true });
      await keptLate(received);
    },
  };
}
