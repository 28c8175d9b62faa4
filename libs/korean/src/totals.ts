/** The count and the total of amounts. */
import type { Localized } from './reading.ts';
import { displayWon } from './won.ts';

/** As `naru.common.v1.MoneyTotal`. Whole won, in digits, since a total may be larger than 2^53. */
export interface WonTotal {
  count: number;
  amountKrw: string;
  display: Localized;
}

/** A number of amounts and their sum. */
export interface WonSum {
  count: number;
  amountKrw: bigint;
}

export const NOTHING: WonSum = { count: 0, amountKrw: 0n };

export const wonTotal = ({ count, amountKrw }: WonSum): WonTotal => ({
  count,
  amountKrw: String(amountKrw),
  display: displayWon(amountKrw),
});

export const addWon = (a: WonSum, b: WonSum): WonSum => ({
  count: a.count + b.count,
  amountKrw: a.amountKrw + b.amountKrw,
});

/** The average in whole won, half rounded up; 0 if the count is 0. It is exact, since each amount is below 2^53. */
export function averageKrw({ count, amountKrw }: WonSum): number {
  if (count === 0) return 0;
  const by = BigInt(count);
  return Number((2n * amountKrw + by) / (2n * by));
}
