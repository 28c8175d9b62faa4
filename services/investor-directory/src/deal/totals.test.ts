import { expect, test } from '@jest/globals';
import { totalsOf } from './totals.ts';

test('adds up to the published figures: confirmed, negotiating, and both together', () => {
  const totals = totalsOf([
    { _id: 'NEGOTIATING', count: 4, amountKrw: 3_000_000_000n },
    { _id: 'CONFIRMED', count: 14, amountKrw: 2_250_000_000n },
  ]);
  expect(totals).toEqual({
    confirmed: { count: 14, amountKrw: '2250000000', display: { ko: '22억 5천만원', en: 'KRW 2.25bn' } },
    negotiating: { count: 4, amountKrw: '3000000000', display: { ko: '30억원', en: 'KRW 3bn' } },
    pipeline: { count: 18, amountKrw: '5250000000', display: { ko: '52억 5천만원', en: 'KRW 5.25bn' } },
    averageConfirmedKrw: 160_714_286,
  });
});

test('no deals give zero, without a division by zero', () => {
  const nothing = { count: 0, amountKrw: '0', display: { ko: '0원', en: 'KRW 0' } };
  expect(totalsOf([])).toEqual({
    confirmed: nothing,
    negotiating: nothing,
    pipeline: nothing,
    averageConfirmedKrw: 0,
  });
});

test.each([
  [5, 2, 3],
  [4, 3, 1],
  [5, 3, 2],
  [9_007_199_254_740_991, 2, 4_503_599_627_370_496],
  [9_007_199_254_740_991, 1_000, 9_007_199_254_741],
])('%p won over %p deals average %p, half up', (amountKrw, count, average) => {
  expect(totalsOf([{ _id: 'CONFIRMED', count, amountKrw: BigInt(amountKrw) }]).averageConfirmedKrw).toBe(average);
});
