/** Where the read copies of investors are kept. */
import { copiesOfInvestors } from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { type InvestorCopy, seen } from './investor.ts';

export type InvestorCopies = ReturnType<typeof investorCopies>;

export const investorCopies = ({ db }: Pick<Host, 'db'>) =>
  copiesOfInvestors<InvestorCopy>({ db, name: 'investors' }, seen);
