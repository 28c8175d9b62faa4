/** A number of sums, and what they add up to. */
import type { Localized } from './reading.ts';
import { displayWon } from './won.ts';

/** As `naru.common.v1.MoneyTotal` has it. Whole won. */
export interface WonTotal {
  count: number;
  amountKrw: number;
  display: Localized;
}

export const wonTotal = (count: number, amountKrw: number): WonTotal => ({
  count,
  amountKrw,
  display: displayWon(amountKrw),
});

/** Whole won, half rounded up, by remainder: a quotient of large sums is not exact. 0 where there is nothing to share. */
export function averageKrw({ count, amountKrw }: Pick<WonTotal, 'count' | 'amountKrw'>): number {
  if (count === 0) return 0;
  const rest = amountKrw % count;
  return (amountKrw - rest) / count + (2 * rest >= count ? 1 : 0);
}
