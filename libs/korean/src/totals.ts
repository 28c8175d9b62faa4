/** The count and the total of amounts. */
import type { Localized } from './reading.ts';
import { displayWon } from './won.ts';

/** As `naru.common.v1.MoneyTotal`. Whole won. */
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

/**
 * The average in whole won, half rounded up. It uses the remainder, because a quotient of large amounts is not exact. 0
 * if the count is 0.
 */
export function averageKrw({ count, amountKrw }: Pick<WonTotal, 'count' | 'amountKrw'>): number {
  if (count === 0) return 0;
  const rest = amountKrw % count;
  return (amountKrw - rest) / count + (2 * rest >= count ? 1 : 0);
}
