/** A deal as far as conflicts of interest need it: read from what investor-directory publishes, never changed here. */
import type { Deal, Deal_Stage } from '@naru/contracts/investor/v1/deal';

export interface DealCopy {
  ventureId: string;
  investorId: string;
  stage: Deal_Stage;
}

export const seen = ({ ventureId, investorId, stage }: Deal): DealCopy => ({ ventureId, investorId, stage });
