/** What the copies say of two parties, also of one that takes no part in matching now. */
import { type Between, between } from '@naru/limits/limits';
import type { InvestorCopies } from '../copies/investor/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';

export interface PartyCopies {
  ventures: Pick<VentureCopies, 'find'>;
  investors: Pick<InvestorCopies, 'find'>;
}

export const betweenIn =
  ({ ventures, investors }: PartyCopies) =>
  async ({ ventureId, investorId }: { ventureId: string; investorId: string }): Promise<Between> => {
    const [venture, investor] = await Promise.all([ventures.find(ventureId), investors.find(investorId)]);
    return between(venture?.profile, investor ?? undefined);
  };
