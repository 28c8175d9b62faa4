/**
 * The sums of the deals of the network. Only CONFIRMED deals are investment. NEGOTIATING deals have a sum of their own,
 * and dropped deals are in no sum.
 */
import type { DealReport } from '@naru/contracts/ledger/v1/report';
import { addWon, averageKrw, NOTHING, type WonSum, wonTotal } from '@naru/korean/totals';
import type { StageSum } from '../copies/deal/store.ts';

export function dealReport(sums: readonly StageSum[], originId: string): DealReport {
  const confirmed = totalOf(sums, 'CONFIRMED');
  const negotiating = totalOf(sums, 'NEGOTIATING');
  const newest = Math.max(...sums.map((sum) => sum.newest.getTime()));
  return {
    confirmed: wonTotal(confirmed),
    negotiating: wonTotal(negotiating),
    pipeline: wonTotal(addWon(confirmed, negotiating)),
    averageConfirmedKrw: averageKrw(confirmed),
    source: 'naru.investor.deal events',
    scope: originId ? `deals of origin ${originId}` : 'all deals of the network',
    asOf: sums.length > 0 ? new Date(newest) : undefined,
  };
}

const totalOf = (sums: readonly StageSum[], stage: string): WonSum =>
  sums.find((sum) => sum.stage === stage) ?? NOTHING;
