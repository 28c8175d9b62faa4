/** The totals of deals, in the form of the contract. */
import type { Deal_Stage, DealTotals } from '@naru/contracts/investor/v1/deal';
import { addWon, averageKrw, NOTHING, type WonSum, wonTotal } from '@naru/korean/totals';

/** Only confirmed deals count as investment. Negotiated ones are separate, and both together are the pipeline. */
export function totalsOf(sums: readonly (WonSum & { _id: Deal_Stage })[]): DealTotals {
  const at = (stage: Deal_Stage): WonSum => sums.find(({ _id }) => _id === stage) ?? NOTHING;
  const [confirmed, negotiating] = [at('CONFIRMED'), at('NEGOTIATING')];
  return {
    confirmed: wonTotal(confirmed),
    negotiating: wonTotal(negotiating),
    pipeline: wonTotal(addWon(confirmed, negotiating)),
    averageConfirmedKrw: averageKrw(confirmed),
  };
}
