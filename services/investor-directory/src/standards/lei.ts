/** The Legal Entity Identifier of ISO 17442: twenty characters, the last two of which check the others. */
import { invalidField } from '@naru/kit/rejection';

const LENGTH = 20;
const WRITTEN = /^[A-Z0-9]{18}[0-9]{2}$/;

/** Read as one number with A = 10 … Z = 35, it leaves 1 when divided by 97 (ISO 7064, MOD 97-10). */
export function isLei(written: string): boolean {
  // A trailing newline satisfies `$` in some engines; the length is the plain guard.
  if (written.length !== LENGTH || !WRITTEN.test(written)) return false;
  const digits = Array.from(written, (character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

/** Empty where it is not known. @throws Rejection naming the field where such an identifier cannot exist */
export function requireLei(path: string, written: string): string {
  if (written === '' || isLei(written)) return written;
  throw invalidField(
    path,
    'lei.check_digits',
    'must be a Legal Entity Identifier whose check digits are right, such as 5493000IBP32UQZ0KL24; leave it empty where it is not known',
  );
}
