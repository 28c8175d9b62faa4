import { expect, test } from '@jest/globals';
import { averageKrw, wonTotal } from './totals.ts';

test('a total has its count, and the average is rounded to the won, half a won up', () => {
  const display = { ko: '3천만원', en: 'KRW 30m' };
  expect(wonTotal(2, 30_000_000)).toEqual({ count: 2, amountKrw: 30_000_000, display });
  const shares = [
    [0, 9],
    [2, 9],
    [3, 10],
    [3, 11],
    [4, 8],
  ].map(([count = 0, amountKrw = 0]) => averageKrw({ count, amountKrw }));
  expect(shares).toEqual([0, 5, 3, 4, 2]);
  expect(averageKrw({ count: 3, amountKrw: 9_007_199_254_740_991 })).toBe(3_002_399_751_580_330);
});
