/** The read copies of deals, and their sums. */
import { copiesOfDeals } from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import type { WonSum } from '@naru/korean/totals';
import type { Long } from 'mongodb';
import { type DealCopy, seen } from './deal.ts';

/** The sum of all deals of one stage. */
export interface StageSum extends WonSum {
  stage: string;
  newest: Date;
}

export type DealCopies = ReturnType<typeof dealCopies>;

export function dealCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfDeals<DealCopy>({ db, ambient, name: 'deals', indexes: [{ key: { originId: 1 } }] }, seen);
  const { collection, patiently } = openStore(copies);

  /** Sums by stage, of the deals of one origin, or of all deals where the origin is empty. Longs are exact past 2^53. */
  async function sums(originId: string): Promise<StageSum[]> {
    const stages = await patiently(() =>
      collection
        .aggregate<Omit<StageSum, 'amountKrw'> & { amountKrw: Long | number }>([
          { $match: originId ? { originId } : {} },
          {
            $group: {
              _id: '$stage',
              count: { $sum: 1 },
              amountKrw: { $sum: { $toLong: '$amountKrw' } },
              newest: { $max: '$happenedAt' },
            },
          },
          { $project: { _id: 0, stage: '$_id', count: 1, amountKrw: 1, newest: 1 } },
        ])
        .toArray(),
    );
    return stages.map((sum) => ({ ...sum, amountKrw: BigInt(String(sum.amountKrw)) }));
  }
  return { ...copies, sums };
}
