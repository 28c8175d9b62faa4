/** Days as callers give them: a missing day means today in Seoul, and a day in the future is refused. */
import { type CivilDate, checkDate, checkPastDay, dateIn, isoDate, SEOUL } from '@naru/kit/civil-date';
import { kit } from '@naru/kit/kit-texts';

/** @throws Rejection naming the field where the day does not exist, or is in the future */
export function dayUntilNow(path: string, date: CivilDate | undefined, now: Date): CivilDate {
  if (!date) return dateIn(SEOUL, now);
  checkPastDay(path, date, now);
  return date;
}

/** A day, its month or its year, as far as it is known. @throws Rejection naming the field where there is no such date */
export function partlyKnown(path: string, date: CivilDate | undefined): CivilDate | undefined {
  if (date) checkDate(path, date, { whole: false });
  return date;
}

/** The end is not before the beginning, as far as both are known. @throws Rejection naming the field of the end */
export function requireOrder(path: string, from: CivilDate | undefined, to: CivilDate | undefined): void {
  if (!from || !to) return;
  const [start, end] = [isoDate(from), isoDate(to)];
  // Compares ISO texts. A prefix is not less than the longer text: a day is not before its own month.
  if (end < start.slice(0, end.length)) throw kit.invalid(path, 'date.order', { from });
}

/** The number of days between two whole dates; negative where `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => Math.round((utc(to) - utc(from)) / 86_400_000);

const utc = ({ year, month, day }: CivilDate): number => Date.UTC(year, month - 1, day);
