/** The totals of deals, in the form of the contract. */
import type { Deal_Stage, DealTotals } from '@naru/contracts/investor/v1/deal';
import { averageKrw, wonTotal } from '@naru/korean/totals';

interface Sum {
  count: number;
  amountKrw: number;
}

/** Only confirmed deals count as investment. Negotiated ones are separate, and both together are the pipeline. */
export function totalsOf(sums: readonly (Sum & { _id: Deal_Stage })[]): DealTotals {
  const at = (stage: Deal_Stage): Sum => sums.find(({ _id }) => _id === stage) ?? { count: 0, amountKrw: 0 };
  const [confirmed, negotiating] = [at('CONFIRMED'), at('NEGOTIATING')];
  return {
    confirmed: wonTotal(confirmed.count, confirmed.amountKrw),
    negotiating: wonTotal(negotiating.count, negotiating.amountKrw),
    pipeline: wonTotal(confirmed.count + negotiating.count, confirmed.amountKrw + negotiating.amountKrw),
    averageConfirmedKrw: averageKrw(confirmed),
  };
}
