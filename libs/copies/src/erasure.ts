/**
 * The answer of a service to the erasure of a venture. It counts what it holds, erases that, and publishes once what that
 * was: startup-registry keeps the record.
 */
import type { Erased } from '@naru/contracts/common/v1/common';
import { VentureErased } from '@naru/contracts/registry/v1/events';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type Codec, outgoing } from '@naru/kit/outbox';
import { once } from '@naru/kit/projection';
import { rawOf } from '@naru/kit/raw';
import { type Handler, on, type Received } from '@naru/kit/subscribe';

export interface Acknowledged {
  ventureId: string;
  erased: Erased[];
}

type Erasure = { type: 'ErasureAcknowledged'; acknowledged: Acknowledged };

/** What a service holds of a venture. */
export interface Erase {
  /** How much there is of each kind, before anything is erased. */
  count(ventureId: string): Promise<Erased[]>;
  /** It is idempotent: a process may die before it has answered. */
  erase(news: VentureErased, received: Received<VentureErased>): Promise<unknown>;
}

export interface Erasures {
  aggregate: AggregateStore<Acknowledged, Erasure>;
  handlers: Handler[];
}

/** What was counted. It stands until the answer does, and longer does no harm: it has an id and numbers. */
interface Counted {
  _id: string;
  erased: Erased[];
}

/** @param codec the `ErasureAcknowledged` of the service */
export function erasures(
  { db, relay, ambient }: Pick<Host, 'db' | 'relay' | 'ambient'>,
  codec: Codec<Acknowledged>,
  { count, erase }: Erase,
): Erasures {
  const aggregate = aggregateStore<Acknowledged, Erasure>(
    {
      db,
      noun: 'erasure',
      schema: 1,
      evolve: (_, { acknowledged }) => acknowledged,
      publish: (_, acknowledged) => outgoing(codec, acknowledged),
    },
    relay,
  );
  const counts = rawOf(db.collection<Counted>('erasure_count'), ambient);

  /** A second delivery after a crash finds nothing left to count: the first count stands. */
  async function counted(ventureId: string): Promise<Erased[]> {
    const find = () => counts.patiently(() => counts.collection.findOne({ _id: ventureId }));
    const before = await find();
    if (before) return before.erased;
    const erased = await count(ventureId);
    await once(counts, { _id: ventureId, erased });
    return (await find())?.erased ?? erased;
  }

  const erased = on(VentureErased, async (news, received) => {
    const { ventureId } = news;
    const found = await counted(ventureId);
    await erase(news, received);
    await aggregate.change(
      ventureId,
      (answered) => (answered ? [] : [{ type: 'ErasureAcknowledged', acknowledged: { ventureId, erased: found } }]),
      received,
    );
  });
  return { aggregate, handlers: [erased] };
}
