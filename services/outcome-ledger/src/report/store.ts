/** Where the copies of deals are kept, and how they are added up. */
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { type Projection, projection } from '@naru/kit/projection';
import type { DealCopy, StageSum } from './report.ts';

export interface DealCopies extends Projection<DealCopy> {
  /** Deals of one origin, or all where it is empty, by stage. */
  sums(originId: string): Promise<StageSum[]>;
}

export function dealCopies({ db }: Host): DealCopies {
  const copies = projection<DealCopy>({ db, name: 'deals', indexes: [{ key: { originId: 1 } }] });
  const sums = (originId: string) =>
    patiently(() =>
      copies.collection
        .aggregate<StageSum>([
          { $match: originId ? { originId } : {} },
          {
            $group: {
              _id: '$stage',
              count: { $sum: 1 },
              amountKrw: { $sum: '$amountKrw' },
              newest: { $max: '$happenedAt' },
            },
          },
          { $project: { _id: 0, stage: '$_id', count: 1, amountKrw: 1, newest: 1 } },
        ])
        .toArray(),
    );
  return { ...copies, sums };
}
