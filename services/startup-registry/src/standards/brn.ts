/** The Korean business registration number: ten digits, the last of which checks the others. */
import { invalidField } from '@naru/kit/rejection';

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];
const WRITTEN = /^\d{3}-?\d{2}-?\d{5}$/;

/** The ten digits of a number written with or without hyphens, or null where it cannot exist. */
export function parseBrn(written: string): string | null {
  // A trailing newline satisfies `$` in some engines; the length is the plain guard.
  if (written.length > 12 || !WRITTEN.test(written)) return null;
  const digits = written.replaceAll('-', '');
  const [prefix, type, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5, 9)];
  if (Number(prefix) < 101 || type === '00' || serial === '0000') return null;
  return Number(digits[9]) === checkDigit(digits) ? digits : null;
}

function checkDigit(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const carry = Math.floor((5 * Number(digits[8])) / 10);
  return (10 - ((sum + carry) % 10)) % 10;
}

/** @throws Rejection naming the field where the number cannot exist */
export function requireBrn(path: string, written: string): string {
  const brn = parseBrn(written);
  if (brn) return brn;
  throw invalidField(
    path,
    'brn.check_digit',
    'must be a business registration number whose check digit is right, such as 124-81-00998',
  );
}
