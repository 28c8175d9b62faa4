import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printMoney, readMoney } from './money.ts';
import { readWhole } from './number.ts';
import { displayWon, printWon, readWon } from './won.ts';

test.each([
  [2_250_000_000, '22억 5천만원', 'KRW 2.25bn'],
  [3_000_000_000, '30억원', 'KRW 3bn'],
  [111_300_000_000, '1,113억원', 'KRW 111.3bn'],
  [160_714_286, '1억 6,071만 4,286원', 'KRW 160,714,286'],
  [12_345_000, '1,234만 5,000원', 'KRW 12,345,000'],
  [12_350_000, '1,235만원', 'KRW 12.35m'],
  [15_000_000, '1,500만원', 'KRW 15m'],
  [50_000_000, '5천만원', 'KRW 50m'],
  [167_700_000_000_000, '167조 7,000억원', 'KRW 167.7tn'],
  [9_007_199_254_740_993n, '9,007조 1,992억 5,474만 993원', 'KRW 9,007,199,254,740,993'],
  [12_340_000_000_000_000n, '1경 2,340조원', 'KRW 12,340tn'],
  [0, '0원', 'KRW 0'],
  [1, '1원', 'KRW 1'],
  [999, '999원', 'KRW 999'],
  [1_000, '1,000원', 'KRW 1k'],
  [1_500, '1,500원', 'KRW 1,500'],
  [10_000, '1만원', 'KRW 10k'],
  [1_000_000, '100만원', 'KRW 1m'],
  [1_005_001, '100만 5,001원', 'KRW 1,005,001'],
  [100_000_000, '1억원', 'KRW 100m'],
  [1_000_000_000, '10억원', 'KRW 1bn'],
  [1_000_000_000_000, '1조원', 'KRW 1tn'],
  [1_000_000_000_001, '1조 1원', 'KRW 1,000,000,000,001'],
  [-2_250_000_000, '-22억 5천만원', 'KRW -2.25bn'],
])('%s won, exact in both languages', (won, ko, en) => {
  expect(displayWon(won)).toEqual({ ko, en });
});

test.each([
  [160_714_286, '약 1억 6,071만원', 'about KRW 160.71m'],
  [2_250_000_000, '22억 5천만원', 'KRW 2.25bn'],
  [1_234_567_890_123, '약 1조 2,346억원', 'about KRW 1.23tn'],
  [12_345_000, '1,234만 5,000원', 'about KRW 12.35m'],
  [1_999, '1,999원', 'KRW 1,999'],
])('%s won, rounded if requested', (won, ko, en) => {
  expect([printWon(won, 'ko', { rounded: true }), printWon(won, 'en', { rounded: true })]).toEqual([ko, en]);
});

test.each([
  ['22억 5천만원', 2_250_000_000n],
  ['22억5천만 원', 2_250_000_000n],
  ['2억', 200_000_000n],
  ['1.5억', 150_000_000n],
  ['2.5천만원', 25_000_000n],
  ['1,500만 원', 15_000_000n],
  ['2천5백만원', 25_000_000n],
  ['만원', 10_000n],
  ['천만원', 10_000_000n],
  ['1,500백만원', 1_500_000_000n],
  ['3천원', 3_000n],
  ['12,345,000원', 12_345_000n],
  ['12345000', 12_345_000n],
  ['KRW 2.25bn', 2_250_000_000n],
  ['krw 2.25 billion', 2_250_000_000n],
  ['KRW 50m', 50_000_000n],
  ['KRW 1t', 1_000_000_000_000n],
  ['2b won', 2_000_000_000n],
  ['3 mn', 3_000_000n],
  ['1.5 thousand', 1_500n],
  ['4 trillion', 4_000_000_000_000n],
  ['1.2 million won', 1_200_000n],
  ['₩1,000', 1_000n],
  ['￦１，０００', 1_000n],
  ['1조 2,000억', 1_200_000_000_000n],
  ['1경 2,340조원', 12_340_000_000_000_000n],
  ['9,007,199,254,740,993원', 9_007_199_254_740_993n],
  ['-3억원', -300_000_000n],
  ['KRW −3m', -3_000_000n],
  ['0원', 0n],
  ['100만 5,001원', 1_005_001n],
  ['5천만원'.normalize('NFD'), 50_000_000n],
])('an amount in any usual form: %s', (text, value) => {
  expect(readWon(text)).toEqual({ value });
});

test.each([
  ['1,500', { value: 1_500n }],
  ['１５００', { value: 1_500n }],
  ['3만 5천', { value: 35_000n }],
  ['1.5억', { value: 150_000_000n }],
  ['2.5 million', { value: 2_500_000n }],
  ['−3', { value: -3n }],
  ['- 3', { value: -3n }],
  ['1.5', { fault: 'fraction' }],
  ['3원', { fault: 'form' }],
  ['', { fault: 'form' }],
  ['--3', { fault: 'form' }],
])('a whole number %s', (text, reading) => {
  expect(readWhole(text)).toEqual(reading);
});

test.each([
  ['', 'form'],
  ['원', 'form'],
  ['많이', 'form'],
  ['1,50,000원', 'form'],
  ['5만 2억', 'form'],
  ['1억 20,000만', 'form'],
  ['1억 10,000만', 'form'],
  ['2백5천만', 'form'],
  ['2억 2억', 'form'],
  ['1.2.3억', 'form'],
  ['KRW 2xyz', 'form'],
  ['KRW', 'form'],
  ['1.5원', 'fraction'],
  ['0.00001억', 'value'],
  ['0.000000001억', 'fraction'],
  ['USD 100', 'currency'],
  ['$100', 'currency'],
  ['100달러', 'currency'],
])('%j is refused: %s', (text, fault) => {
  if (fault === 'value') expect(readWon(text)).toEqual({ value: 1000n });
  else expect(readWon(text)).toEqual({ fault });
});

const sums = fc.oneof(
  fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 99_999n }), fc.nat({ max: 15 }))
    .map(([head, zeros]) => head * 10n ** BigInt(zeros)),
);

test('an unrounded amount, printed and read again, is the same, in both languages, past 2^53', () => {
  fc.assert(
    fc.property(sums, fc.constantFrom('ko', 'en'), (value, language) => {
      expect(readWon(printWon(value, language))).toEqual({ value });
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  [{ currency: 'USD', minor: 123_450n }, 'USD 1,234.50'],
  [{ currency: 'EUR', minor: 5n }, 'EUR 0.05'],
  [{ currency: 'JPY', minor: 1_000n }, 'JPY 1,000'],
  [{ currency: 'KWD', minor: 1_234_567n }, 'KWD 1,234.567'],
  [{ currency: 'USD', minor: -150n }, 'USD -1.50'],
])('other currencies are printed with their code', (money, text) => {
  expect([printMoney(money, 'ko'), printMoney(money, 'en')]).toEqual([text, text]);
  expect(readMoney(text)).toEqual({ value: money });
});

test.each([
  ['1234.5 usd', { value: { currency: 'USD', minor: 123_450n } }],
  ['USD 1.500', { value: { currency: 'USD', minor: 150n } }],
  ['2억원', { value: { currency: 'KRW', minor: 200_000_000n } }],
  ['KRW 2m', { value: { currency: 'KRW', minor: 2_000_000n } }],
  ['USD 1.505', { fault: 'fraction' }],
  ['JPY 1.5', { fault: 'fraction' }],
  ['ABC 1', { fault: 'currency' }],
  ['USD 1 EUR', { fault: 'form' }],
  ['$1', { fault: 'currency' }],
])('money %s', (text, reading) => {
  expect(readMoney(text)).toEqual(reading);
});

test('money, printed and read again, is the same; won keep their own form', () => {
  const money = fc.record({
    currency: fc.constantFrom('USD', 'JPY', 'KWD', 'KRW'),
    minor: fc.bigInt(-(10n ** 18n), 10n ** 18n),
  });
  fc.assert(
    fc.property(money, fc.constantFrom('ko', 'en'), (value, language) => {
      expect(readMoney(printMoney(value, language))).toEqual({ value });
    }),
  );
});
