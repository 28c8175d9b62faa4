/** A range from one day to another, both included. */
import { type CivilDate, type DateFault, printDate, readDate } from './date.ts';
import { type Language, type Reading, WRITTEN_MAX } from './reading.ts';
import { narrowed } from './width.ts';

export interface DateRange {
  from: CivilDate;
  to: CivilDate;
}

/** The faults of a day; `order`: the end is before the beginning. */
export type DateRangeFault = DateFault | 'order';

/** `2026년 11월 29일~12월 3일` and `29 November – 3 December 2026`: parts that both days share appear once. */
export function printDateRange({ from, to }: DateRange, language: Language): string {
  const [first, last] = [printDate(from, language), printDate(to, language)];
  if (first === last) return first;
  const shared = [from.year === to.year, from.year === to.year && from.month === to.month];
  if (language === 'ko') return `${first}~${last.split(' ').slice(shared.filter(Boolean).length).join(' ')}`;
  const begin = first
    .split(' ')
    .slice(0, 3 - shared.filter(Boolean).length)
    .join(' ');
  return shared[1] ? `${begin}–${last}` : `${begin} – ${last}`;
}

// Try the Korean tilde first. If it is there, hyphens belong to the days.
const SPLITS = [/\s*~\s*/u, /\s*[–—]\s*/u, /\s+-\s+/u, /\s+to\s+/iu, /\s*부터\s*(?=.*까지$)/u];

/** Reads that form, also in digits: `2026. 11. 29. ~ 12. 3.`, `2026-11-29 ~ 2026-12-03`. One day is also a range. */
export function readDateRange(text: string): Reading<DateRange, DateRangeFault> {
  if (text.length > WRITTEN_MAX) return { fault: 'form' };
  const written = narrowed(text).trim();
  const halves = SPLITS.map((split) => written.split(split)).find((parts) => parts.length > 1) ?? [written, written];
  const [first = '', last = ''] = halves;
  if (halves.length > 2) return { fault: 'form' };
  const end = last.replace(/까지$/u, '');
  const [from, to] = [readDate(completedBy(first, end)), readDate(completed(end, first))];
  if (from.fault !== undefined) return from;
  if (to.fault !== undefined) return to;
  const range = { from: from.value, to: to.value };
  return asNumber(range.to) < asNumber(range.from) ? { fault: 'order' } : { value: range };
}

/** In Korean and in digits, the second day may omit the year, or the year and the month. */
function completed(last: string, first: string): string {
  const korean = /^(\d{4}년)\s*(\d{1,2}월)/u.exec(first);
  if (korean && /^\d{1,2}일/u.test(last)) return `${korean[1]}${korean[2]}${last}`;
  if (korean && /^\d{1,2}월/u.test(last)) return `${korean[1]}${last}`;
  const digits = /^(\d{4}\.)\s*(\d{1,2}\.)/.exec(first);
  if (digits && /^\d{1,2}\.\s*\d{1,2}\.?(?:\D|$)/.test(last)) return `${digits[1]}${last}`;
  return digits && /^\d{1,2}\.?(?:\(|$)/.test(last) ? `${digits[1]}${digits[2]}${last}` : last;
}

/** In English, the first day may omit them. */
function completedBy(first: string, last: string): string {
  const english = /\p{L}{3,9}\.?,?\s+\d{4}$/u.exec(last);
  if (!english) return first;
  if (/^\d{1,2}$/.test(first)) return `${first} ${english[0]}`;
  return /^\d{1,2}\s+\p{L}+$/u.test(first) ? `${first} ${last.slice(-4)}` : first;
}

const asNumber = ({ year, month, day }: CivilDate): number => (year * 100 + month) * 100 + day;
