/**
 * Civil dates as google.type.Date has them: the day is 0 if only the month is known; the month too if only the year is.
 */
import { isoDay } from '@naru/words/text';
import { kit } from './kit-texts.ts';

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

const daysIn = ({ year, month }: CivilDate) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** @throws Rejection naming the field if the date does not exist, or if the day is missing and required */
export function checkDate(path: string, date: CivilDate, { whole = true } = {}): void {
  const { year, month, day } = date;
  const partial = day === 0 && (month === 0 || (month >= 1 && month <= 12));
  const exists = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(date);
  if (exists || (!whole && partial && year >= 1 && year <= 9999)) return;
  throw kit.invalid(path, 'date.exists', { whole });
}

/** 2015-05-11, 2015-05 or 2015. The text sorts in the order of the dates. */
export const isoDate: (date: CivilDate) => string = isoDay;

/** Negative if a is before b. A date without day or month counts as its first day. */
export const compareDates = (a: CivilDate, b: CivilDate): number =>
  a.year - b.year || a.month - b.month || a.day - b.day;

/** The day that many days later; earlier for a negative number. */
export function daysAfter({ year, month, day }: CivilDate, days: number): CivilDate {
  const then = new Date(Date.UTC(year, month - 1, day + days));
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: then.getUTCDate() };
}

/** The civil day at an instant, in an IANA zone. */
export function dateIn(zone: string, instant: Date): CivilDate {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
    .format(instant)
    .split('-')
    .map(Number);
  return { year: parts[0] ?? 0, month: parts[1] ?? 0, day: parts[2] ?? 0 };
}

// A new day begins in this zone first. A day that has not begun here has begun nowhere.
const FIRST_ZONE = 'Pacific/Kiritimati';

/** @throws Rejection naming the field if the day does not exist, or has not begun anywhere yet */
export function checkPastDay(path: string, date: CivilDate, now: Date): void {
  checkDate(path, date);
  if (compareDates(date, dateIn(FIRST_ZONE, now)) <= 0) return;
  throw kit.invalid(path, 'date.past');
}

/** The zone of the network: deadlines and years use it. */
export const SEOUL = 'Asia/Seoul';
