/** What speaks against the two sides of a deal, as far as the directory knows it now. */
import { type Between, between } from '@naru/limits/limits';
import type { VentureCopies } from '../copies/venture/store.ts';
import type { InvestorStore } from '../investor/store.ts';
import type { Deal } from './deal.ts';

export type Pair = Pick<Deal, 'ventureId' | 'investorId'>;

export interface Sides {
  ventures: Pick<VentureCopies, 'find'>;
  investors: Pick<InvestorStore, 'find'>;
}

export const betweenIn =
  ({ ventures, investors }: Sides) =>
  async ({ ventureId, investorId }: Pair): Promise<Between> => {
    const [venture, investor] = await Promise.all([ventures.find(ventureId), investors.find(investorId)]);
    return between(venture?.facts, investor?.state);
  };
