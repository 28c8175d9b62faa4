/** What the thread of a run is asked, and what it tells. */
import type { InvestorDoc } from '../copies/investor/investor.ts';
import type { VentureDoc } from '../copies/venture/venture.ts';

export interface Job {
  ventures: VentureDoc[];
  investors: InvestorDoc[];
  /** Investors that each venture must not get, by venture. */
  declined: Record<string, string[]>;
  count: number;
  /** Ventures per message. */
  batch: number;
}

export type Batch = { ventureId: string; candidates: { investorId: string; score: number }[] }[];
