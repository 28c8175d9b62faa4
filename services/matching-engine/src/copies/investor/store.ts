/** The read copies of investors. */
import { copiesOfInvestors } from '@naru/copies/entities';
import { idsIn, namesIn } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type InvestorCopy, type InvestorDoc, seen } from './investor.ts';

export type InvestorCopies = ReturnType<typeof investorCopies>;

export function investorCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfInvestors<InvestorCopy>({ db, ambient, name: 'investors' }, seen);
  const { collection, patiently } = openStore(copies);
  /** All active investors, ordered by id. */
  const active = (): Promise<InvestorDoc[]> =>
    patiently(() => collection.find({ active: true }).sort({ _id: 1 }).toArray());
  const ids = (by: string) => idsIn('investor', copies, by);
  return { ...copies, active, names: namesIn('investor', copies), ids };
}
