import { type DateFault, readDate } from '@naru/korean/date';
import { readWhole } from '@naru/korean/number';
import type { Reading } from '@naru/korean/reading';
import { readWon, type WonFault } from '@naru/korean/won';
import { z } from 'zod';

// The file connects records by its own ids. The services judge the values of fields.
export const id = z.string().min(1);
export const text = z.strictObject({ ko: z.string().optional(), en: z.string().optional() });

const DAY_WRONG: Readonly<Record<DateFault, string>> = {
  form: 'must be a date such as 2015-05-11 or 2015년 5월 11일, or a month such as 2015-05',
  partial: 'must be a date such as 2015-05-11, without a day of the week where no day is given',
  exists: 'must be a date that exists',
  weekday: 'must have the day of the week that the date has, or none',
};
const WON_WRONG: Readonly<Record<WonFault | 'sign', string>> = {
  form: 'must be whole won in quotes, such as "300000000" or "3억원"',
  currency: 'must be in won, such as "3억원"',
  fraction: 'must be whole won',
  sign: 'must not be less than zero',
};

/** Day, month or year, in the form of the services. */
export const day = read((written) => {
  const { value, fault } = readDate(written, { whole: false });
  return fault === undefined ? { value } : { fault: DAY_WRONG[fault] };
});

/** Whole won in digits: as a JSON number, an amount past 2^53 would not be exact. */
export const won = read((written) => {
  const { value, fault } = readWon(written);
  if (fault !== undefined) return { fault: WON_WRONG[fault] };
  return value < 0n ? { fault: WON_WRONG.sign } : { value: String(value) };
});

/** A whole number in digits. */
export const count = read((written) => {
  const { value, fault } = readWhole(written);
  const isCount = fault === undefined && value >= 0n;
  return isCount ? { value: String(value) } : { fault: 'must be a whole number in quotes, such as "684" or "1,500"' };
});

export const source = { fictional: z.boolean().optional(), refs: z.array(z.string()).optional() };

/** Text in the forms that people write; a fault is its text. */
function read<Value>(reader: (written: string) => Reading<Value, string>) {
  return z.string().transform((written, context): Value => {
    const { value, fault } = reader(written);
    if (fault === undefined) return value;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });
}
