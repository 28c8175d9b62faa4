/** Sums in won, exact at any size. */
import type { Language, Localized, Reading } from './reading.ts';
import { narrowed } from './width.ts';

/**
 * - `form`: is not written like a sum
 * - `currency`: is a sum in another currency
 * - `fraction`: is no whole number of won
 */
export type WonFault = 'form' | 'currency' | 'fraction';

const MYRIADS: readonly (readonly [string, bigint])[] = [
  ['경', 10n ** 16n],
  ['조', 10n ** 12n],
  ['억', 10n ** 8n],
  ['만', 10n ** 4n],
  ['', 1n],
];
const TENS: readonly (readonly [string, bigint])[] = [
  ['천', 1000n],
  ['백', 100n],
  ['십', 10n],
  ['', 1n],
];
const ENGLISH: readonly (readonly [string, bigint])[] = [
  ['tn', 10n ** 12n],
  ['bn', 10n ** 9n],
  ['m', 10n ** 6n],
  ['k', 10n ** 3n],
];
const SCALES: Readonly<Record<string, bigint>> = {
  ...Object.fromEntries(ENGLISH),
  t: 10n ** 12n,
  trillion: 10n ** 12n,
  b: 10n ** 9n,
  billion: 10n ** 9n,
  mn: 10n ** 6n,
  million: 10n ** 6n,
  thousand: 10n ** 3n,
};

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const PREFIX = /^(?:krw|₩|\\)\s*/u;
const SUFFIX = /\s*(?:krw|won|원정|원)$/u;
const ENGLISH_SUM = new RegExp(`^(${NUMBER}) ?([a-z]*)$`);
const OTHER_CURRENCY = /[$€£¥]|\b(?:usd|eur|jpy|cny|gbp|chf|sgd|hkd|twd|vnd|thb|inr)\b|달러|유로|엔$|위안/u;

/** `22억 5천만원`, `2억`, `1.5억`, `1,500만 원`, `12,345,000원`, `₩1,000`, `KRW 2.25bn`, `1조 2,000억`; also below zero. */
export function readWon(text: string): Reading<bigint, WonFault> {
  const plain = narrowed(text.normalize('NFC'))
    .toLowerCase()
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
  if (OTHER_CURRENCY.test(plain)) return { fault: 'currency' };
  const unsigned = plain
    .replace(PREFIX, '')
    .replace(/^\p{Dash}\s*/u, '')
    .replace(PREFIX, '')
    .replace(SUFFIX, '');
  const sum = english(unsigned) ?? korean(unsigned);
  if (typeof sum !== 'bigint') return { fault: sum };
  return { value: /^(?:krw ?|₩|\\)?\p{Dash}/u.test(plain) ? -sum : sum };
}

function english(text: string): bigint | WonFault | null {
  const [, number = '', unit = ''] = ENGLISH_SUM.exec(text) ?? [];
  const scale = unit === '' ? 1n : SCALES[unit];
  return number && scale ? scaled(number, scale) : null;
}

/** Sums of 경, 조, 억, 만 and won, the greater first: each but the first has less than ten thousand. */
function korean(text: string): bigint | WonFault {
  let [rest, sum] = [text.replaceAll(' ', ''), 0n];
  for (const [name, size] of MYRIADS) {
    const end = name === '' ? rest.length : rest.indexOf(name);
    if (end < 0 || rest === '') continue;
    const part = section(rest.slice(0, end), size);
    if (typeof part !== 'bigint') return part;
    if (sum > 0n && part >= 10_000n * size) return 'form';
    sum += part;
    rest = rest.slice(end + name.length);
  }
  return text === '' ? 'form' : sum;
}

const TOKEN = new RegExp(`^(${NUMBER})?([천백십]?)`);

/** What stands before 만, 억 and their like: `5천`, `2천5백`, `1,500`, `1.5`, or nothing, as in `만원`. */
function section(text: string, size: bigint): bigint | WonFault {
  if (text === '') return size === 1n ? 'form' : size;
  let [rest, sum, below] = [text, 0n, 10_000n];
  while (rest !== '') {
    const [token, number, unit = ''] = TOKEN.exec(rest) ?? [''];
    const scale = TENS.find(([name]) => name === unit)?.[1] ?? 1n;
    if (token === '' || scale >= below) return 'form';
    const part = scaled(number ?? '1', scale * size);
    if (typeof part !== 'bigint') return part;
    [rest, sum, below] = [rest.slice(token.length), sum + part, scale];
  }
  return sum;
}

/** A number in digits times a unit, where that is whole. */
function scaled(number: string, unit: bigint): bigint | 'fraction' {
  const [whole = '', fraction = ''] = number.replaceAll(',', '').split('.');
  const size = 10n ** BigInt(fraction.length);
  const sum = BigInt(whole + fraction) * unit;
  return sum % size === 0n ? sum / size : 'fraction';
}

/**
 * `22억 5천만원` and `KRW 2.25bn`. Exact: a sum that has more than two decimals in its unit is written out in English,
 * `KRW 12,345,000`. `rounded` keeps two units or two decimals instead, and says so: `약 1억 6,071만원`, `about KRW 160.71m`.
 */
export function printWon(won: bigint | number, language: Language, { rounded = false } = {}): string {
  const exact = BigInt(won);
  const size = exact < 0n ? -exact : exact;
  const sum = rounded ? (language === 'ko' ? roundedKorean(size) : roundedEnglish(size)) : size;
  const about = sum === size ? '' : language === 'ko' ? '약 ' : 'about ';
  const sign = exact < 0n ? '-' : '';
  return language === 'ko' ? `${about}${sign}${inKorean(sum)}` : `${about}KRW ${sign}${inEnglish(sum)}`;
}

/** Both languages at once, exact. */
export const displayWon = (won: bigint | number): Localized => ({ ko: printWon(won, 'ko'), en: printWon(won, 'en') });

/** Digits in groups of three. `toLocaleString` does the same, ten times slower. */
export const grouped = (count: bigint): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** Whole thousands of 만 are said as 천만, as the press does. */
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

/** To the unit below the greatest, half up. */
function roundedKorean(won: bigint): bigint {
  const greatest = MYRIADS.findIndex(([, size]) => won >= size);
  return toWhole(won, MYRIADS[greatest + 1]?.[1] ?? 1n);
}

function roundedEnglish(won: bigint): bigint {
  const size = ENGLISH.find(([, one]) => won >= one)?.[1] ?? 100n;
  return size === 1000n ? won : toWhole(won, size / 100n);
}

const toWhole = (won: bigint, unit: bigint): bigint => ((won + unit / 2n) / unit) * unit;
