/** The result of reading a text. Reading never throws for input from people: the fault names the problem. */

export type Language = 'ko' | 'en';
export type Localized = Record<Language, string>;

/** Longer texts are no number, sum or day, and are not read. */
export const WRITTEN_MAX = 200;

/** The value, or the name of the first fault. Check `fault` first: a value may be 0. */
export type Reading<Value, Fault extends string> =
  | { value: Value; fault?: undefined }
  | { value?: undefined; fault: Fault };
