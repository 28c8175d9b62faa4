/** The Korean business registration number, as text that people type. */
import { invalidField } from '@naru/kit/rejection';
import { type BusinessNumberFault, readBusinessNumber } from '@naru/korean/business-number';

const WRONG: Readonly<Record<BusinessNumberFault, string>> = {
  characters: 'must have digits alone, with or without spaces, hyphens and dots, such as 124-81-00998',
  length: 'must have ten digits, such as 124-81-00998',
  range: 'must be a business registration number that can be given, such as 124-81-00998',
  check_digit: 'must be a business registration number whose check digit is right, such as 124-81-00998',
};

/** Its ten digits. @throws Rejection naming the field and what is wrong where the number cannot exist */
export function requireBrn(path: string, written: string): string {
  const { value, fault } = readBusinessNumber(written);
  if (fault === undefined) return value;
  throw invalidField(path, `brn.${fault}`, WRONG[fault]);
}
