/** Where the read copies of deals are kept, to be found by investor. */
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { projection } from '@naru/kit/projection';
import type { DealCopy } from './deal.ts';

export type DealStore = ReturnType<typeof dealStore>;

export function dealStore({ db }: Pick<Host, 'db'>) {
  const { collection, put, ensureIndexes } = projection<DealCopy>({
    db,
    name: 'deals',
    indexes: [{ key: { investorId: 1 } }],
  });

  /** Every deal of these investors, whatever became of it, in the order of their ids. */
  const ofInvestors = async (investorIds: readonly string[]): Promise<(DealCopy & { id: string })[]> => {
    if (investorIds.length === 0) return [];
    const docs = await patiently(() =>
      collection
        .find({ investorId: { $in: [...investorIds] } })
        .sort({ _id: 1 })
        .toArray(),
    );
    return docs.map(({ _id, ventureId, investorId, stage }) => ({ id: _id, ventureId, investorId, stage }));
  };

  return { put, ofInvestors, ensureIndexes };
}
