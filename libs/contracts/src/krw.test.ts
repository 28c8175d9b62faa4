import { expect, test } from '@jest/globals';
import { averageKrw, displayKrw, moneyTotal } from './krw.ts';

test.each([
  [2_250_000_000, '22억 5천만원', 'KRW 2.25bn'],
  [3_000_000_000, '30억원', 'KRW 3bn'],
  [111_300_000_000, '1,113억원', 'KRW 111.3bn'],
  [10_000_000_000, '100억원', 'KRW 10bn'],
  [160_714_286, '1억 6,071만 4,286원', 'KRW 160,714,286'],
  [50_000_000, '5천만원', 'KRW 50m'],
  [406_100_000_000, '4,061억원', 'KRW 406.1bn'],
  [167_700_000_000_000, '167조 7,000억원', 'KRW 167.7tn'],
  [0, '0원', 'KRW 0'],
])('%d won', (won, ko, en) => {
  expect(displayKrw(won)).toEqual({ ko, en });
});

test.each([
  [1, '1원', 'KRW 1'],
  [1_000, '1,000원', 'KRW 1k'],
  [999, '999원', 'KRW 999'],
  [10_000, '1만원', 'KRW 10k'],
  [1_000_000, '100만원', 'KRW 1m'],
  [1_005_001, '100만 5,001원', 'KRW 1,005,001'],
  [100_000_000, '1억원', 'KRW 100m'],
  [1_000_000_000, '10억원', 'KRW 1bn'],
  [1_000_000_000_000, '1조원', 'KRW 1tn'],
])('%d won, at the end of a unit', (won, ko, en) => {
  expect(displayKrw(won)).toEqual({ ko, en });
});
test('a sum is told with its number, and shared out to the won, half a won up', () => {
  expect(moneyTotal(2, 30_000_000)).toEqual({ count: 2, amountKrw: 30_000_000, display: displayKrw(30_000_000) });
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
