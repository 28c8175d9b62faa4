/** Events that a service could not handle: kept with the reason until an operator replays them. */
import { ListParkedEventsRequest } from '@naru/contracts/ops/v1/service';
import type { Said } from '@naru/words/text';
import { telling } from '@naru/words/texts';
import { Binary, type Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { PARKED } from './kit-texts.ts';
import { listing, type Page } from './list.ts';
import { rawOf } from './raw.ts';
import type { Reach } from './reach.ts';
import { ERROR_KINDS, Rejection } from './rejection.ts';

/** A received event before it is decoded. */
export interface ParkedSource {
  id: string;
  type: string;
  context: string;
  aggregate: string;
  version: number;
  at: Date;
  causedBy: string;
  data: Uint8Array;
}

export interface Refusal {
  code: string;
  reason: Said;
  redeliver: boolean;
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
  find(id: string): Promise<ParkedDoc | null>;
  drop(id: string): Promise<void>;
  list(request: ListParkedEventsRequest, reach: Reach): Promise<Page<ParkedDoc>>;
  ensureIndexes(): Promise<void>;
  park(entry: { subscription: string; received: ParkedSource; refusal: Refusal; deliveries: number }): Promise<void>;
}

const told = telling(PARKED);

/**
 * What to do after a handler's error: only a Rejection whose kind never heals is parked at once; all else is retried.
 */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof Rejection
    ? { code: error.code, reason: error.said, redeliver: ERROR_KINDS[error.kind].redeliver }
    : {
        code: 'bug',
        reason: told('failed', { error: error instanceof Error ? error.message : undefined }),
        redeliver: true,
      };

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
  return {
    find: (id) => patiently(() => collection.findOne({ _id: id })),
    drop: async (id) => void (await collection.deleteOne({ _id: id })),
    list: (request, reach) => page(collection, request, reach, ambient),
    ensureIndexes: async () => void (await collection.createIndexes(indexes)),
    park: async ({ subscription, received, refusal, deliveries }) => {
      const { id, type, context, aggregate, version, at, causedBy, data } = received;
      const event = { id, type, context, aggregate, version, at, causedBy, data: new Binary(data) };
      const doc = {
        subscription,
        event,
        code: refusal.code,
        reason: refusal.reason,
        deliveries,
        parkedAt: ambient.now(),
      };
      await collection.replaceOne({ _id: `${subscription}:${id}` }, doc, { upsert: true });
    },
  };
}
