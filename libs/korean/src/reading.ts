/** What comes of reading a text. Nothing here throws for what people write: the fault says what to tell them. */

export type Language = 'ko' | 'en';
export type Localized = Record<Language, string>;

/** The value, or the name of the first thing that is wrong. Look at `fault` first: a value may be 0. */
export type Reading<Value, Fault extends string> =
  | { value: Value; fault?: undefined }
  | { value?: undefined; fault: Fault };
