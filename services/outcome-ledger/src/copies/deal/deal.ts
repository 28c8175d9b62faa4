/** A deal as far as reports add it up: read from what investor-directory publishes, never changed here. */
import type { Deal } from '@naru/contracts/investor/v1/deal';

export interface DealCopy {
  stage: string;
  /** Whole KRW. */
  amountKrw: number;
  originId: string;
  /** When it came to this. */
  happenedAt: Date;
}

export const seen = ({ stage, amountKrw, origin }: Deal, { at }: { at: Date }): DealCopy => ({
  stage,
  amountKrw,
  originId: origin?.id ?? '',
  happenedAt: at,
});
