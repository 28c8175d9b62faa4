/** The business registration number (사업자등록번호): ten digits. The last one is the check digit. */
import type { Reading } from './reading.ts';
import { ungrouped } from './width.ts';

/**
 * - `characters`: it contains more than digits, spaces, hyphens and dots
 * - `length`: it does not have ten digits
 * - `range`: it is never issued: offices begin at 101, and the kind of firm and the serial number are not zero
 * - `check_digit`: at least one digit is mistyped
 */
export type BusinessNumberFault = 'characters' | 'length' | 'range' | 'check_digit';

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/** The ten digits of a number as people write it: `124-81-00998`, `124 81 00998`, `１２４８１００９９８`. */
export function readBusinessNumber(text: string): Reading<string, BusinessNumberFault> {
  const digits = ungrouped(text);
  if (/\D/.test(digits)) return { fault: 'characters' };
  if (digits.length !== 10) return { fault: 'length' };
  const [office, kind, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5, 9)];
  if (Number(office) < 101 || kind === '00' || serial === '0000') return { fault: 'range' };
  return Number(digits[9]) === checkDigit(digits) ? { value: digits } : { fault: 'check_digit' };
}

/** The rule of the National Tax Service: a weighted sum, plus the tens of five times the ninth digit. */
function checkDigit(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const carry = Math.floor((5 * Number(digits[8])) / 10);
  return (10 - ((sum + carry) % 10)) % 10;
}

/** `124-81-00998`, in both languages. Takes ten digits. */
export const printBusinessNumber = (digits: string): string =>
  `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
