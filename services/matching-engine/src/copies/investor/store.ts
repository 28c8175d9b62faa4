/** Where the read copies of investors are kept. */
import { copiesOfInvestors } from '@naru/copies/entities';
import { namesIn } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type InvestorCopy, type InvestorDoc, seen } from './investor.ts';

export type InvestorCopies = ReturnType<typeof investorCopies>;

export function investorCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfInvestors<InvestorCopy>({ db, ambient, name: 'investors' }, seen);
  const { collection, patiently } = openStore(copies);
  /** All that take part, in the order of their ids. */
  const active = (): Promise<InvestorDoc[]> =>
    patiently(() => collection.find({ active: true }).sort({ _id: 1 }).toArray());
  return { ...copies, active, names: namesIn('investor', copies) };
}
