/** The Legal Entity Identifier of ISO 17442: twenty characters, of which the last two are check digits. */
import { refusing } from '@naru/words/texts';
import { LEI } from './texts.ts';

const { invalid } = refusing(LEI);

const LENGTH = 20;
const WRITTEN = /^[A-Z0-9]{18}[0-9]{2}$/;

// `$` also matches before a trailing newline in some engines, so check the length too.
const hasForm = (written: string): boolean => written.length === LENGTH && WRITTEN.test(written);

/** Read as one number with A = 10 … Z = 35, it leaves the remainder 1 after division by 97 (ISO 7064, MOD 97-10). */
export function isLei(written: string): boolean {
  if (!hasForm(written)) return false;
  const digits = Array.from(written, (character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

/** Empty if it is not known. @throws Rejection naming the field if no such identifier can exist */
export function requireLei(path: string, written: string): string {
  if (written === '' || isLei(written)) return written;
  throw hasForm(written) ? invalid(path, 'check_digits') : invalid(path, 'form');
}
