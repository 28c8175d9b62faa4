/** What deals add up to, as the contract shows it. */
import type { MoneyTotal } from '@naru/contracts/common/v1/common';
import type { DealStage, DealTotals } from '@naru/contracts/investor/v1/deal';
import { displayKrw } from '@naru/contracts/krw';

interface Sum {
  count: number;
  amountKrw: number;
}

/** Only what is confirmed counts as investment; what is negotiated stands apart, and the two together are the pipeline. */
export function totalsOf(sums: readonly (Sum & { _id: DealStage })[]): DealTotals {
  const at = (stage: DealStage): Sum => sums.find(({ _id }) => _id === stage) ?? { count: 0, amountKrw: 0 };
  const [confirmed, negotiating] = [at('DEAL_CONFIRMED'), at('DEAL_NEGOTIATING')];
  return {
    confirmed: total(confirmed),
    negotiating: total(negotiating),
    pipeline: total({
      count: confirmed.count + negotiating.count,
      amountKrw: confirmed.amountKrw + negotiating.amountKrw,
    }),
    averageConfirmedKrw: average(confirmed),
  };
}

const total = ({ count, amountKrw }: Sum): MoneyTotal => ({ count, amountKrw, display: displayKrw(amountKrw) });

/** Whole won, half rounded up, by remainder: a quotient of large sums is not exact. */
function average({ count, amountKrw }: Sum): number {
  if (count === 0) return 0;
  const rest = amountKrw % count;
  return (amountKrw - rest) / count + (2 * rest >= count ? 1 : 0);
}
