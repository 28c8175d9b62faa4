import { expect, test } from '@jest/globals';
import { displayKrw } from './krw.ts';

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
