/** Names of countries by their ISO 3166-1 codes. */
import type { Said } from './text.ts';

const names = {
  ko: new Intl.DisplayNames('ko', { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
};

/** 미국 and United States for US; the code itself if there is no such country. */
export const countryOf = (code: string): Said =>
  /^[A-Z]{2}$/.test(code) ? { ko: names.ko.of(code) ?? code, en: names.en.of(code) ?? code } : { ko: code, en: code };

/** Several countries as a list. */
export const countriesOf = (codes: readonly string[]): Said => ({
  ko: codes.map((code) => countryOf(code).ko).join(', '),
  en: codes.map((code) => countryOf(code).en).join(', '),
});
