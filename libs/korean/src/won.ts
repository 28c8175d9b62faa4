/** Amounts in won, exact at any size. */
import { ENGLISH, grouped, MYRIADS, plainNumber, readSize } from './number.ts';
import { type Language, type Localized, type Reading, WRITTEN_MAX } from './reading.ts';

/**
 * - `form`: it is not written like an amount
 * - `currency`: it is an amount in another currency
 * - `fraction`: it is not a whole number of won
 */
export type WonFault = 'form' | 'currency' | 'fraction';

const PREFIX = /^(?:krw|₩|\\)\s*/u;
const SUFFIX = /\s*(?:krw|won|원정|원)$/u;
const OTHER_CURRENCY = /[$€£¥]|\b(?:usd|eur|jpy|cny|gbp|chf|sgd|hkd|twd|vnd|thb|inr)\b|달러|유로|엔$|위안/u;

/** Reads `22억 5천만원`, `2억`, `1.5억`, `1,500만 원`, `12,345,000원`, `₩1,000`, `KRW 2.25bn`, `1조 2,000억`, and negatives. */
export function readWon(text: string): Reading<bigint, WonFault> {
  if (text.length > WRITTEN_MAX) return { fault: 'form' };
  const plain = plainNumber(text);
  if (OTHER_CURRENCY.test(plain)) return { fault: 'currency' };
  const unsigned = plain
    .replace(PREFIX, '')
    .replace(/^\p{Dash}\s*/u, '')
    .replace(PREFIX, '')
    .replace(SUFFIX, '');
  const { value, fault } = readSize(unsigned);
  if (fault !== undefined) return { fault };
  return { value: /^(?:krw ?|₩|\\)?\p{Dash}/u.test(plain) ? -value : value };
}

/**
 * `22억 5천만원` and `KRW 2.25bn`. Exact: in English, an amount with more than two decimals in its unit is printed in
 * digits, `KRW 12,345,000`. `rounded` keeps two units or two decimals, and says so: `약 1억 6,071만원`, `about KRW
 * 160.71m`.
 *
 * @throws RangeError for a number that is not whole
 */
export function printWon(won: bigint | number, language: Language, { rounded = false } = {}): string {
  const exact = BigInt(won);
  const size = exact < 0n ? -exact : exact;
  const sum = rounded ? (language === 'ko' ? roundedKorean(size) : roundedEnglish(size)) : size;
  const about = sum === size ? '' : language === 'ko' ? '약 ' : 'about ';
  const sign = exact < 0n ? '-' : '';
  return language === 'ko' ? `${about}${sign}${inKorean(sum)}` : `${about}KRW ${sign}${inEnglish(sum)}`;
}

/** Both languages, exact. */
export const displayWon = (won: bigint | number): Localized => ({ ko: printWon(won, 'ko'), en: printWon(won, 'en') });

/** Whole thousands of 만 are written as 천만, as in newspapers. */
function inKorean(won: bigint): string {
  const parts: string[] = [];
  let rest = won;
  for (const [name, size] of MYRIADS) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(name === '만' && count % 1000n === 0n ? `${count / 1000n}천만` : grouped(count) + name);
  }
  return `${parts.join(' ') || '0'}원`;
}

function inEnglish(won: bigint): string {
  const [unit, size] = ENGLISH.find(([, one]) => won >= one) ?? ['', 1n];
  if (unit === '' || won % (size / 100n) !== 0n || (unit === 'k' && won % size !== 0n)) return grouped(won);
  const hundredths = won / (size / 100n);
  const decimals = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${grouped(hundredths / 100n)}${decimals && `.${decimals}`}${unit}`;
}

/** Rounded to the second unit, half up. */
function roundedKorean(won: bigint): bigint {
  const greatest = MYRIADS.findIndex(([, size]) => won >= size);
  return toWhole(won, MYRIADS[greatest + 1]?.[1] ?? 1n);
}

function roundedEnglish(won: bigint): bigint {
  const size = ENGLISH.find(([, one]) => won >= one)?.[1] ?? 100n;
  return size === 1000n ? won : toWhole(won, size / 100n);
}

const toWhole = (won: bigint, unit: bigint): bigint => ((won + unit / 2n) / unit) * unit;
