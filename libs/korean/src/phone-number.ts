/** Telephone numbers in E.164. The numbering plans come from libphonenumber. */
import parse, { type PhoneNumber } from 'libphonenumber-js';
import type { Language, Reading } from './reading.ts';
import { narrowed } from './width.ts';

/**
 * - `characters`: it is no telephone number, or has words or an extension beside it
 * - `number`: no such number exists: too many or too few digits, or an unused prefix
 */
export type PhoneNumberFault = 'characters' | 'number';

/** Reads `02-312-3456`, `010.1234.5678`, `+82 (0)2 312 3456` as `+8223123456`. Without a country code it is Korean. */
export function readPhoneNumber(text: string): Reading<string, PhoneNumberFault> {
  const phone = phoneIn(narrowed(text).trim());
  if (!phone || phone.ext) return { fault: 'characters' };
  return phone.isValid() ? { value: phone.number } : { fault: 'number' };
}

/**
 * Korean: as dialled in Korea, `02-312-3456`. English: as dialled from abroad, `+82 2 312 3456`. Numbers of other
 * countries are the same in both. Takes E.164.
 */
export function printPhoneNumber(e164: string, language: Language): string {
  const phone = phoneIn(e164);
  if (!phone) return e164;
  return language === 'ko' && phone.country === 'KR' ? phone.formatNational() : phone.formatInternational();
}

const phoneIn = (text: string): PhoneNumber | undefined => parse(text, { defaultCountry: 'KR', extract: false });
