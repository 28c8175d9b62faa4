/** Stores deals: one document each, and one open deal for a pair. */
import { type Deal_Stage, ListDealsRequest } from '@naru/contracts/investor/v1/deal';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { once } from '@naru/kit/projection';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { openStore, rawOf } from '@naru/kit/raw';
import type { WonSum } from '@naru/korean/totals';
import type { Long } from 'mongodb';
import { type Deal, type DealEvent, evolve, isStanding } from './deal.ts';
import { publish, snapshot } from './events.ts';
import { refuse } from './texts.ts';

export type DealStore = AggregateStore<Deal, DealEvent, ListDealsRequest>;

/** The refusal of a second open deal of a pair. */
export const STANDS = 'deal.stands';

const pairOf = ({ ventureId, investorId }: Pick<Deal, 'ventureId' | 'investorId'>) => `${ventureId}:${investorId}`;

export const dealStore = ({ db, relay }: Host): DealStore =>
  aggregateStore<Deal, DealEvent, ListDealsRequest>(
    {
      db,
      noun: 'deal',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: (deal) => ({
        standing: isStanding(deal) ? pairOf(deal) : undefined,
        externalId: deal.source?.externalId || undefined,
      }),
      taken: {
        standing: () => refuse('stands'),
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [
        ...['ventureId', 'investorId', 'centreId', 'stage'].map((field) => ({
          key: { [`state.${field}`]: 1 as const, _id: 1 as const },
        })),
        { key: { 'state.origin.id': 1, _id: 1 } },
      ],
      list: {
        request: ListDealsRequest,
        filters: {
          ventureId: 'state.ventureId',
          investorId: 'state.investorId',
          centreId: 'state.centreId',
          stage: 'state.stage',
          originId: 'state.origin.id',
          confirmedFrom: fromDay('state.confirmedOn'),
          confirmedThrough: throughDay('state.confirmedOn'),
        },
        reach: { parties: ['state.ventureId', 'state.investorId', 'state.centreId'] },
        // The id of a deal from an introduction is derived from it, so ids are not in the order of time.
        orders: {
          create_time: 'state.interestAt',
          amount_krw: 'state.amountKrw',
          confirmed_on: dayOrder('state.confirmedOn'),
        },
      },
    },
    relay,
  );

/** The open deal of a pair. */
export async function findStanding(deals: DealStore, pair: Pick<Deal, 'ventureId' | 'investorId'>) {
  const { collection, snapshotOf } = openStore(deals);
  const doc = await collection.findOne({ 'keys.standing': pairOf(pair) });
  return doc && snapshotOf(doc);
}

/** The number and the total of the deals at each stage that counts. Sums of longs are exact past 2^53. */
export async function sumByStage(deals: DealStore, originId: string): Promise<(WonSum & { _id: Deal_Stage })[]> {
  const counted = { 'state.stage': { $in: ['CONFIRMED', 'NEGOTIATING'] } };
  const sums = await openStore(deals)
    .collection.aggregate<{ _id: Deal_Stage; count: number; amountKrw: Long | number }>([
      { $match: originId ? { 'state.origin.id': originId, ...counted } : counted },
      { $group: { _id: '$state.stage', count: { $sum: 1 }, amountKrw: { $sum: { $toLong: '$state.amountKrw' } } } },
    ])
    .toArray();
  return sums.map((sum) => ({ ...sum, amountKrw: BigInt(String(sum.amountKrw)) }));
}

/**
 * Introductions of pairs that already had a deal, by the id of the deal that was not opened. If they are repeated
 * later, they open none.
 */
export function introductionsPassedOver({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const rows = rawOf(db.collection<{ _id: string }>('introductions_passed_over'), ambient);
  return {
    has: async (id: string): Promise<boolean> => (await rows.collection.findOne({ _id: id })) !== null,
    add: (id: string): Promise<void> => once(rows, { _id: id }),
  };
}
