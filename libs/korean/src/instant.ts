/** Prints instants in the time of a zone, always with the zone, because the readers are in several zones. */
import { type CivilDate, printDate } from './date.ts';
import type { Language } from './reading.ts';

/** `zone` is an IANA name, such as Asia/Seoul. */
export interface Where {
  zone: string;
  language: Language;
}

/**
 * `2026년 11월 29일(일) 14:00 (한국 표준시)` and `Sunday 29 November 2026, 14:00 (Korean Standard Time)`.
 *
 * @throws RangeError for a zone that does not exist, and for an invalid Date
 */
export function printInstant(at: Date, { zone, language }: Where): string {
  const { date, time } = wallClock(at, zone);
  return `${dayAndTime(date, time, language)} (${zoneName(at, { zone, language })})`;
}

/**
 * `2026년 11월 29일(일) 14:00~14:30 (한국 표준시)`. If the end is on another day, that day is printed in full.
 *
 * @throws RangeError as `printInstant`
 */
export function printPeriod({ from, to }: { from: Date; to: Date }, { zone, language }: Where): string {
  const [begin, end] = [wallClock(from, zone), wallClock(to, zone)];
  const sameDay = printDate(begin.date, 'en') === printDate(end.date, 'en');
  const last = sameDay ? end.time : dayAndTime(end.date, end.time, language);
  const mark = language === 'ko' ? '~' : sameDay ? '–' : ' – ';
  return `${dayAndTime(begin.date, begin.time, language)}${mark}${last} (${zoneName(to, { zone, language })})`;
}

const dayAndTime = (date: CivilDate, time: string, language: Language): string =>
  printDate(date, language, { weekday: true }) + (language === 'ko' ? ' ' : ', ') + time;

// One formatter for each zone and language: to make one takes as long as printing a hundred instants.
const clocks = new Map<string, Intl.DateTimeFormat>();
const clock = (key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat => {
  const kept = clocks.get(key);
  if (kept) return kept;
  const made = make();
  clocks.set(key, made);
  return made;
};

function wallClock(at: Date, zone: string): { date: CivilDate; time: string } {
  const format = clock(
    zone,
    () =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }),
  );
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = { year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) };
  return { date, time: `${parts.hour}:${parts.minute}` };
}

/** 한국 표준시, Central European Summer Time; `GMT+5` if the language has no name for the zone. */
function zoneName(at: Date, { zone, language }: Where): string {
  const format = clock(
    `${zone} ${language}`,
    () => new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', { timeZone: zone, timeZoneName: 'long' }),
  );
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
