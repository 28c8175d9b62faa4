/** Amounts in any currency, in its smallest unit: `USD 1,234.50` is 123450 cents. */
import { grouped } from './number.ts';
import { type Language, type Reading, WRITTEN_MAX } from './reading.ts';
import { narrowed } from './width.ts';
import { printWon, readWon } from './won.ts';

export interface Money {
  /** The code of ISO 4217, such as USD. */
  currency: string;
  minor: bigint;
}

/**
 * - `form`: it is not a code and a number
 * - `currency`: ISO 4217 does not have the code
 * - `fraction`: it has more decimals than the currency
 */
export type MoneyFault = 'form' | 'currency' | 'fraction';

const CODES = new Set(Intl.supportedValuesOf('currency'));
const WRITTEN = /^(?:([a-z]{3}) ?)?(\p{Dash}?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?: ?([a-z]{3}))?$/iu;

/**
 * Reads `USD 1,234.50`, `1234.5 usd`, `JPY 1,000`, and won in every form of `readWon`. It refuses signs such as $,
 * which many countries use.
 */
export function readMoney(text: string): Reading<Money, MoneyFault> {
  if (text.length > WRITTEN_MAX) return { fault: 'form' };
  const plain = narrowed(text).trim();
  const [, before, sign, number = '', after] = WRITTEN.exec(plain) ?? [];
  const currency = (before ?? after ?? 'KRW').toUpperCase();
  if (currency === 'KRW') {
    const { value, fault } = readWon(plain);
    return fault === undefined ? { value: { currency, minor: value } } : { fault };
  }
  if (before && after) return { fault: 'form' };
  if (!CODES.has(currency)) return { fault: 'currency' };
  const [whole = '', decimals = ''] = number.replaceAll(',', '').split('.');
  const digits = digitsOf(currency);
  const fraction = decimals.replace(/0+$/, '');
  if (fraction.length > digits) return { fault: 'fraction' };
  const minor = BigInt(whole + fraction.padEnd(digits, '0'));
  return { value: { currency, minor: sign ? -minor : minor } };
}

/** `USD 1,234.50` in both languages; won as `printWon` writes them. @throws RangeError for an unknown code */
export function printMoney({ currency, minor }: Money, language: Language): string {
  if (currency === 'KRW') return printWon(minor, language);
  const digits = digitsOf(currency);
  const size = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0');
  const [whole, decimals] = [size.slice(0, size.length - digits), size.slice(size.length - digits)];
  return `${currency} ${minor < 0n ? '-' : ''}${grouped(BigInt(whole))}${decimals && `.${decimals}`}`;
}

/** The number of decimals of a currency by ISO 4217: none for yen, three for the Kuwaiti dinar. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
