/** Dates as people write them in Korea and abroad. */
import { type Language, type Reading, WRITTEN_MAX } from './reading.ts';
import { narrowed } from './width.ts';

/** As google.type.Date: the day is 0 if only the month is known; the month too if only the year is known. */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/**
 * - `form`: it is not written like a date; a year of two digits is refused, because it could also be the day
 * - `partial`: it is a month or a year, but a day is required
 * - `exists`: there is no such day, such as 2026-02-30
 * - `weekday`: the weekday beside the date is wrong
 */
export type DateFault = 'form' | 'partial' | 'exists' | 'weekday';

const WEEKDAYS = '일월화수목금토';
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const MONTH = '(?<month>[a-z]{3,9})\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const FORMS = [
  /^(?<year>\d{4})(?:(?<sign>[./-])(?<month>\d{1,2})(?:\k<sign>(?<day>\d{1,2}))?)?\.?$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})년(?:(?<month>\d{1,2})월(?:(?<day>\d{1,2})일)?)?$/,
  new RegExp(`^${DAY} ?${MONTH},? ?(?<year>\\d{4})$`),
  new RegExp(`^${MONTH} ?(?:${DAY},? ?)?(?<year>\\d{4})$`),
];
const WEEKDAY = /(?:\((?<short>[일월화수목금토])(?:요일)?\)|(?<long>[일월화수목금토])요일)$/u;
const WEEKDAY_EN = /^(?<name>[a-z]{3,9})\.?,? ?(?=\d|[a-z])/;

/**
 * Reads `2026. 11. 29.`, `2026-11-29`, `2026/11/29`, `20261129`, `2026년 11월 29일(일)`, `29 November 2026`, `Nov 29,
 * 2026`. With `whole: false` also a month or a year: `2026. 11.`, `2026년`, `November 2026`.
 */
export function readDate(text: string, { whole = true } = {}): Reading<CivilDate, DateFault> {
  if (text.length > WRITTEN_MAX) return { fault: 'form' };
  const { rest, weekday } = withoutWeekday(plain(text));
  const parts = FORMS.map((form) => form.exec(rest)?.groups).find((groups) => groups !== undefined);
  const month = monthOf(parts?.month);
  if (!parts || month === null) return { fault: 'form' };
  const date = { year: Number(parts.year), month, day: Number(parts.day ?? 0) };
  if (!exists(date, parts)) return { fault: 'exists' };
  if (date.day === 0) return whole || weekday !== null ? { fault: 'partial' } : { value: date };
  return weekday === null || weekday === weekdayOf(date) ? { value: date } : { fault: 'weekday' };
}

/** Prints `2026년 11월 29일` and `29 November 2026`; with the weekday `2026년 11월 29일(일)` and `Sunday 29 November 2026`. */
export function printDate(date: CivilDate, language: Language, { weekday = false } = {}): string {
  const { year, month, day } = date;
  const fullYear = String(year).padStart(4, '0');
  if (language === 'en') {
    const written = [day || '', MONTHS[month - 1], fullYear].filter(Boolean).join(' ');
    return weekday && day ? `${WEEKDAYS_EN[weekdayOf(date)]} ${written}` : written;
  }
  const written = [`${fullYear}년`, month ? `${month}월` : '', day ? `${day}일` : ''].filter(Boolean).join(' ');
  return weekday && day ? `${written}(${WEEKDAYS[weekdayOf(date)]})` : written;
}

/** Normalises: half width, one kind of hyphen, lower case, and spaces only between two digits or two words. */
const plain = (text: string): string =>
  narrowed(text.normalize('NFC'))
    .toLowerCase()
    .replace(/\p{Dash}/gu, '-')
    .replace(/\p{Zs}+/gu, ' ')
    .trim()
    .replace(/(?<![\da-z,]) | (?![\da-z])/g, '');

function withoutWeekday(text: string): { rest: string; weekday: number | null } {
  const korean = WEEKDAY.exec(text);
  const letter = korean?.groups?.short ?? korean?.groups?.long;
  if (korean && letter) return { rest: text.slice(0, korean.index), weekday: WEEKDAYS.indexOf(letter) };
  const english = WEEKDAY_EN.exec(text);
  const weekday = placeIn(WEEKDAYS_EN, english?.groups?.name ?? '');
  return english && weekday >= 0 ? { rest: text.slice(english[0].length), weekday } : { rest: text, weekday: null };
}

/** The number of a month; 0 if none is given; null for a word that is no month. */
function monthOf(written: string | undefined): number | null {
  if (written === undefined) return 0;
  if (/^\d+$/.test(written)) return Number(written);
  const place = placeIn(MONTHS, written);
  return place < 0 ? null : place + 1;
}

/** Accepts the whole name or its first three letters, and also `sept`. */
const placeIn = (names: readonly string[], written: string): number =>
  names.findIndex((name) => {
    const lower = name.toLowerCase();
    return written === lower || written === lower.slice(0, 3) || (written === 'sept' && lower === 'september');
  });

function exists({ year, month, day }: CivilDate, written: { month?: string; day?: string }): boolean {
  if (year === 0 || month > 12 || (written.month !== undefined && month === 0)) return false;
  if (written.day === undefined) return true;
  return day >= 1 && day <= startOf({ year, month: month + 1, day: 0 }).getUTCDate();
}

const weekdayOf = (date: CivilDate): number => startOf(date).getUTCDay();

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
function startOf({ year, month, day }: CivilDate): Date {
  const start = new Date(0);
  start.setUTCFullYear(year, month - 1, day);
  return start;
}
