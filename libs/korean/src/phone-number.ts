/** Telephone numbers, kept as E.164 has them. The numbering plans are those of libphonenumber. */
import parse, { type PhoneNumber } from 'libphonenumber-js';
import type { Language, Reading } from './reading.ts';
import { narrowed } from './width.ts';

/**
 * - `characters`: is no telephone number, or has words or an extension besides it
 * - `number`: nobody can have it: too many or too few digits, or a prefix that is not given
 */
export type PhoneNumberFault = 'characters' | 'number';

/** `02-312-3456`, `010.1234.5678`, `+82 (0)2 312 3456` as `+8223123456`. Without a country's code it is Korean. */
export function readPhoneNumber(text: string): Reading<string, PhoneNumberFault> {
  const phone = phoneIn(narrowed(text).trim());
  if (!phone || phone.ext) return { fault: 'characters' };
  return phone.isValid() ? { value: phone.number } : { fault: 'number' };
}

/**
 * In Korean as one dials it there: `02-312-3456`; in English as one dials it from abroad: `+82 2 312 3456`. Numbers of other
 * countries are the same in both. Takes E.164.
 */
export function printPhoneNumber(e164: string, language: Language): string {
  const phone = phoneIn(e164);
  if (!phone) return e164;
  return language === 'ko' && phone.country === 'KR' ? phone.formatNational() : phone.formatInternational();
}

const phoneIn = (text: string): PhoneNumber | undefined => parse(text, { defaultCountry: 'KR', extract: false });
