/** The Korean business registration number, in the forms that people type. */
import { readBusinessNumber } from '@naru/korean/business-number';
import { refusing } from '@naru/words/texts';
import { BRN } from './texts.ts';

const { invalid } = refusing(BRN);

/** Its ten digits. @throws Rejection naming the field and the fault if the number cannot exist */
export function requireBrn(path: string, written: string): string {
  const { value, fault } = readBusinessNumber(written);
  if (fault === undefined) return value;
  if (fault === 'length') throw invalid(path, fault, { digits: written.match(/\p{Nd}/gu)?.length ?? 0 });
  throw invalid(path, fault);
}
