/** What deals add up to, as the contract shows it. */
import type { Deal_Stage, DealTotals } from '@naru/contracts/investor/v1/deal';
import { averageKrw, moneyTotal } from '@naru/contracts/krw';

interface Sum {
  count: number;
  amountKrw: number;
}

/** Only what is confirmed counts as investment; what is negotiated stands apart, and the two together are the pipeline. */
export function totalsOf(sums: readonly (Sum & { _id: Deal_Stage })[]): DealTotals {
  const at = (stage: Deal_Stage): Sum => sums.find(({ _id }) => _id === stage) ?? { count: 0, amountKrw: 0 };
  const [confirmed, negotiating] = [at('CONFIRMED'), at('NEGOTIATING')];
  return {
    confirmed: moneyTotal(confirmed.count, confirmed.amountKrw),
    negotiating: moneyTotal(negotiating.count, negotiating.amountKrw),
    pipeline: moneyTotal(confirmed.count + negotiating.count, confirmed.amountKrw + negotiating.amountKrw),
    averageConfirmedKrw: averageKrw(confirmed),
  };
}
