/** The job for the thread of a run, and its messages. */
import type { InvestorDoc } from '../copies/investor/investor.ts';
import type { VentureDoc } from '../copies/venture/venture.ts';

export interface Job {
  ventures: VentureDoc[];
  investors: InvestorDoc[];
  /** For each venture, the investors that it must not get. */
  declined: Record<string, string[]>;
  count: number;
  /** The number of ventures in one message. */
  batch: number;
}

export type Batch = { ventureId: string; candidates: { investorId: string; score: number }[] }[];
