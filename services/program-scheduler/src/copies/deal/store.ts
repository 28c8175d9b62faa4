/** The read copies of deals, found by investor. */
import { copiesOfDeals } from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type DealCopy, seen } from './deal.ts';

export type DealCopies = ReturnType<typeof dealCopies>;

export function dealCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfDeals<DealCopy>({ db, ambient, name: 'deals', indexes: [{ key: { investorId: 1 } }] }, seen);
  const { collection, patiently } = openStore(copies);

  /** Every deal of these investors in any state, ordered by id. */
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

  return { ...copies, ofInvestors };
}
