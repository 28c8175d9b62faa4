/** Won as people read them, in both languages, and what sums of them come to. */
import type { LocalizedText, MoneyTotal } from './gen/naru/common/v1/common.ts';

const KO_UNITS: readonly [number, string][] = [
  [1e12, '조'],
  [1e8, '억'],
  [1e4, '만'],
];
const EN_UNITS: readonly [number, string][] = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'm'],
  [1e3, 'k'],
];

const grouped = (count: number) => count.toLocaleString('en-US');

/** 2,250,000,000 → 22억 5천만원; whole thousands of 만 are said as 천만, as the press does. */
function inKorean(won: number): string {
  const parts: string[] = [];
  let rest = won;
  for (const [size, name] of KO_UNITS) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(name === '만' && count % 1000 === 0 ? `${count / 1000}천만` : grouped(count) + name);
  }
  if (rest > 0) parts.push(grouped(rest));
  return `${parts.join(' ') || '0'}원`;
}

/** 2,250,000,000 → KRW 2.25bn; exact: a sum that does not fit two decimals is written out. */
function inEnglish(won: number): string {
  for (const [size, name] of EN_UNITS) {
    const hundredths = won / (size / 100);
    if (won >= size && Number.isInteger(hundredths)) return `KRW ${hundredths / 100}${name}`;
  }
  return `KRW ${grouped(won)}`;
}

/** Whole won, not negative. */
export const displayKrw = (won: number): LocalizedText => ({ ko: inKorean(won), en: inEnglish(won) });

/** A number of sums and what they add up to, in whole won, not negative. */
export const moneyTotal = (count: number, amountKrw: number): MoneyTotal => ({
  count,
  amountKrw,
  display: displayKrw(amountKrw),
});

/** Whole won, half rounded up, by remainder: a quotient of large sums is not exact. 0 where there is nothing to share. */
export function averageKrw({ count, amountKrw }: Pick<MoneyTotal, 'count' | 'amountKrw'>): number {
  if (count === 0) return 0;
  const rest = amountKrw % count;
  return (amountKrw - rest) / count + (2 * rest >= count ? 1 : 0);
}
