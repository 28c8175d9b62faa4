/** Whole numbers as people write them, exact at any size: in digits, in 만 and 억, in millions. */
import { type Reading, WRITTEN_MAX } from './reading.ts';
import { narrowed } from './width.ts';

/**
 * - `form`: it is not written like a number
 * - `fraction`: it is not whole
 */
export type NumberFault = 'form' | 'fraction';

export const MYRIADS: readonly (readonly [string, bigint])[] = [
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
export const ENGLISH: readonly (readonly [string, bigint])[] = [
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
const ENGLISH_SUM = new RegExp(`^(${NUMBER}) ?([a-z]*)$`);

/** Reads `1,500`, `１５００`, `3만 5천`, `1.5억`, `2.5 million`, `-3`. */
export function readWhole(text: string): Reading<bigint, NumberFault> {
  if (text.length > WRITTEN_MAX) return { fault: 'form' };
  const plain = plainNumber(text);
  const { value, fault } = readSize(plain.replace(/^\p{Dash} ?/u, ''));
  if (fault !== undefined) return { fault };
  return { value: /^\p{Dash}/u.test(plain) ? -value : value };
}

/** Normalises: half width, lower case, single spaces. */
export const plainNumber = (text: string): string =>
  narrowed(text.normalize('NFC'))
    .toLowerCase()
    .replace(/\p{Zs}+/gu, ' ')
    .trim();

/** The same, without a sign, for normalised text. */
export function readSize(plain: string): Reading<bigint, NumberFault> {
  const size = english(plain) ?? korean(plain);
  return typeof size === 'bigint' ? { value: size } : { fault: size };
}

function english(text: string): bigint | NumberFault | null {
  const [, number = '', unit = ''] = ENGLISH_SUM.exec(text) ?? [];
  const scale = unit === '' ? 1n : SCALES[unit];
  return number && scale ? scaled(number, scale) : null;
}

/** The parts in 경, 조, 억, 만 and ones, the largest first. Each but the first is below ten thousand. */
function korean(text: string): bigint | NumberFault {
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

/** The number before 만, 억 and similar units: `5천`, `2천5백`, `1,500`, `1.5`, or nothing, as in `만원`. */
function section(text: string, size: bigint): bigint | NumberFault {
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

/** A number in digits times a unit; the product must be whole. */
function scaled(number: string, unit: bigint): bigint | 'fraction' {
  const [whole = '', fraction = ''] = number.replaceAll(',', '').split('.');
  const size = 10n ** BigInt(fraction.length);
  const sum = BigInt(whole + fraction) * unit;
  return sum % size === 0n ? sum / size : 'fraction';
}

/** Groups the digits of a whole number by three. `toLocaleString` does the same, ten times slower. */
export const grouped = (count: bigint | number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
