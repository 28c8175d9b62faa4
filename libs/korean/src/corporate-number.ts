/** The corporate registration number (법인등록번호): thirteen digits, issued by a court's registry. */
import type { Reading } from './reading.ts';
import { ungrouped } from './width.ts';

/**
 * - `characters`: it contains more than digits, spaces, hyphens and dots
 * - `length`: it does not have thirteen digits
 * - `check_digit`: at least one digit is mistyped
 */
export type CorporateNumberFault = 'characters' | 'length' | 'check_digit';

/** The thirteen digits of a number as people write it: `130111-0006246`, `130111 0006246`. */
export function readCorporateNumber(text: string): Reading<string, CorporateNumberFault> {
  const digits = ungrouped(text);
  if (/\D/.test(digits)) return { fault: 'characters' };
  if (digits.length !== 13) return { fault: 'length' };
  return Number(digits[12]) === checkDigit(digits) ? { value: digits } : { fault: 'check_digit' };
}

/**
 * The Supreme Court's rule: the other twelve digits count once and twice in turn; the check digit completes their sum
 * to a multiple of ten.
 */
function checkDigit(digits: string): number {
  const sum = [...digits.slice(0, 12)].reduce((total, digit, index) => total + Number(digit) * (1 + (index % 2)), 0);
  return (10 - (sum % 10)) % 10;
}

/** `130111-0006246`, in both languages. Takes thirteen digits. */
export const printCorporateNumber = (digits: string): string => `${digits.slice(0, 6)}-${digits.slice(6)}`;
