/**
 * The fields of a deal that conflicts of interest need. investor-directory publishes them; this service never changes
 * them.
 */
import type { Deal, Deal_Stage } from '@naru/contracts/investor/v1/deal';

export interface DealCopy {
  ventureId: string;
  investorId: string;
  stage: Deal_Stage;
}

export const seen = ({ ventureId, investorId, stage }: Deal): DealCopy => ({ ventureId, investorId, stage });
