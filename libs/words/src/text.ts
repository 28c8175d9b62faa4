/**
 * Texts in Korean and English. A text is two functions of the same parameters, so that it can be made again, in either
 * language, from a code and stored parameters.
 */
import { grouped } from '@naru/korean/number';

/** A text in both languages. */
export interface Said {
  ko: string;
  en: string;
}

/** A civil date: the day is 0 if only the month is known; the month too if only the year is known. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** The types of parameters. A thing with a name in each language is a `Said`. */
export type Param = string | number | bigint | boolean | Date | Day | Said | readonly Param[] | undefined;
export type Params = Readonly<Record<string, Param>>;
/** The parameters of a text without parameters. */
export type None = Record<never, never>;

/** `example` is a set of real parameters, with which tests and the documentation show the text. */
export interface Text<P extends Params> {
  readonly example: P;
  readonly ko: (params: P) => string;
  readonly en: (params: P) => string;
}

/** A text with any parameters. */
export interface AnyText {
  readonly example: Params;
  readonly ko: (params: never) => string;
  readonly en: (params: never) => string;
}

/** A text only reads its lists, so a caller may pass a readonly one. */
export type Given<P> = {
  readonly [K in keyof P]: P[K] extends readonly (infer Item extends Param)[] ? readonly Item[] : P[K];
};

/** The form in `texts.ts`: two sentences, or two functions of parameters like those of the example. */
export type Words<P extends Params> =
  | { ko: string; en: string }
  | { example: P; ko: (params: Given<P>) => string; en: (params: Given<P>) => string };

export function text(words: Said): Text<None>;
export function text<P extends Params>(words: Words<P>): Text<Given<P>>;
export function text(words: Words<Params>): Text<Params> {
  if ('example' in words) return words;
  return { example: {}, ko: () => words.ko, en: () => words.en };
}

/** The parameters of a text as the rest of a call: none if it takes none. */
export type Rest<T> = T extends Text<infer P> ? (keyof P extends never ? [] : [params: P]) : never;

export const say = <P extends Params>({ ko, en }: Pick<Text<P>, 'ko' | 'en'>, params: P): Said => ({
  ko: ko(params),
  en: en(params),
});

/** Makes a text from parameters that the compiler checked elsewhere: at the call, or before they were stored. */
export function sayKept(kept: AnyText, params: Params): Said {
  // Its type was erased when the text was put among others.
  return say(kept as unknown as Text<Params>, params);
}

/** A number as people read it: with separators from ten thousand, and without in a year. */
export const counted = (count: number): string =>
  Number.isSafeInteger(count) && Math.abs(count) >= 10_000 ? grouped(BigInt(count)) : String(count);

/** A name in both languages; a missing language takes the other one. */
export const named = ({ ko, en }: Said): Said => ({ ko: ko || en, en: en || ko });

/** The allowed values of a field; in Korean each with its label, if it has one. */
export const oneOf = (values: readonly (string | number)[], labels: readonly string[] = []): Said => ({
  ko: `다음 가운데 하나여야 합니다: ${values.map((value, at) => (labels[at] ? `${value}(${labels[at]})` : value)).join(', ')}`,
  en: `must be one of ${values.join(', ')}`,
});

/** Parameters as text, for places that carry only text: dates and times in ISO 8601, lists joined by commas. */
export function asStrings(params: Params): Record<string, string> {
  return Object.fromEntries(Object.entries(params).flatMap(([name, value]) => entriesOf(name, value)));
}

function entriesOf(name: string, value: Param): [string, string][] {
  if (value === undefined) return [];
  if (isSaid(value))
    return [
      [`${name}.ko`, value.ko],
      [`${name}.en`, value.en],
    ];
  return [[name, asString(value)]];
}

function asString(value: Exclude<Param, undefined>): string {
  if (value instanceof Date) return value.toISOString();
  if (isDay(value)) return isoDay(value);
  if (Array.isArray(value)) return value.map((one) => asString(one ?? '')).join(',');
  return isSaid(value) ? value.en || value.ko : String(value);
}

/** 2015-05-11, 2015-05 or 2015. */
export const isoDay = ({ year, month, day }: Day): string =>
  [String(year).padStart(4, '0'), ...[month, day].filter(Boolean).map((part) => String(part).padStart(2, '0'))].join(
    '-',
  );

const isDay = (value: Param): value is Day => typeof value === 'object' && 'year' in value && 'month' in value;

const isSaid = (value: Param): value is Said => typeof value === 'object' && 'ko' in value && 'en' in value;
