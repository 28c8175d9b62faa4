import { expect, test } from '@jest/globals';
import { addWon, averageKrw, wonTotal } from './totals.ts';

test('a total has its count, and the average is rounded to the won, half a won up', () => {
  const display = { ko: '3천만원', en: 'KRW 30m' };
  expect(wonTotal({ count: 2, amountKrw: 30_000_000n })).toEqual({ count: 2, amountKrw: '30000000', display });
  const shares = [
    [0, 9],
    [2, 9],
    [3, 10],
    [3, 11],
    [4, 8],
  ].map(([count = 0, amountKrw = 0]) => averageKrw({ count, amountKrw: BigInt(amountKrw) }));
  expect(shares).toEqual([0, 5, 3, 4, 2]);
  expect(averageKrw({ count: 3, amountKrw: 9_007_199_254_740_991n })).toBe(3_002_399_751_580_330);
  expect(averageKrw({ count: 3, amountKrw: 27_021_597_764_222_971n })).toBe(9_007_199_254_740_990);
});

test('a total past 2^53 is exact to the won', () => {
  const one = { count: 1, amountKrw: 9_007_199_254_740_991n };
  expect(wonTotal(addWon(one, { count: 1, amountKrw: 2n }))).toEqual({
    count: 2,
    amountKrw: '9007199254740993',
    display: { ko: '9,007조 1,992억 5,474만 993원', en: 'KRW 9,007,199,254,740,993' },
  });
});
