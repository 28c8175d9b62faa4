/** The fields of a deal that reports add up. investor-directory publishes them; this service never changes them. */
import type { Deal } from '@naru/contracts/investor/v1/deal';

export interface DealCopy {
  stage: string;
  /** Whole KRW. */
  amountKrw: number;
  originId: string;
  /** The time at which it reached this stage. */
  happenedAt: Date;
}

export const seen = ({ stage, amountKrw, origin }: Deal, { at }: { at: Date }): DealCopy => ({
  stage,
  amountKrw,
  originId: origin?.id ?? '',
  happenedAt: at,
});
