/** Entries as an iCalendar (RFC 5545) that programs subscribe to. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { CivilDate } from '@naru/kit/civil-date';
import { printInstant, printPeriod } from '@naru/korean/instant';
import type { Language } from '@naru/words/language';
import { named } from '@naru/words/text';
import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { CalendarEntry, Hours } from './entry.ts';
import { CALENDAR } from './texts.ts';

export const CONTENT_TYPE = 'text/calendar; charset=utf-8';
const REFRESH_SECONDS = 3_600;
const UID_HOST = 'naru';
// Many lists of time zones name UTC, but calendar programs read it better as UTC than as a time zone.
const UTC = 'Etc/UTC';

export function icsOf({
  name,
  language,
  entries,
}: {
  name: LocalizedText;
  language: Language;
  entries: readonly CalendarEntry[];
}): string {
  const calendar = ical({
    name: inLanguage(name, language),
    prodId: { company: 'Naru', product: 'calendar feeds', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    timezone: { name: null, generator: blockOf },
  });
  for (const entry of entries.filter(isWritable)) calendar.createEvent(eventOf(entry, language));
  return inOrder(calendar.toString());
}

/** A day or an instant outside these years has no form in a calendar. None is taken; one that was taken before is left out. */
function isWritable({ when }: CalendarEntry): boolean {
  const years = 'from' in when ? [when.from.year, when.through.year] : [when.startsAt.getUTCFullYear()];
  return years.every((year) => year >= 1900 && year < 2200);
}

/** RFC 5545 3.6 wants the properties of a calendar before its components, and 3.1 a line end behind the last line. */
function inOrder(text: string): string {
  const lines = text.trimEnd().split('\r\n');
  const [properties, components]: [string[], string[]] = [[], []];
  let within = '';
  for (const line of lines.slice(1, -1)) {
    if (!within && line.startsWith('BEGIN:')) within = line.slice('BEGIN:'.length);
    (within ? components : properties).push(line);
    if (line === `END:${within}`) within = '';
  }
  return [lines[0], ...properties, ...components, lines.at(-1), ''].join('\r\n');
}

function eventOf(entry: CalendarEntry, language: Language): ICalEventData {
  const { id, sequence, changedAt, cancelled, tentative, title, place, note, when } = entry;
  const isDays = 'from' in when;
  const notes = [note && inLanguage(note, language), isDays ? '' : atThePlace(when, language)].filter(Boolean);
  return {
    id: `${id}@${UID_HOST}`,
    sequence,
    // The time of the last change, not of this reading, so that an unchanged entry has the same bytes.
    stamp: DateTime.fromJSDate(changedAt),
    lastModified: DateTime.fromJSDate(changedAt),
    status: statusOf({ cancelled, tentative }),
    // Whole days and deadlines are to be known; nobody is busy by them.
    transparency: isDays || !when.endsAt ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    summary: inLanguage(title, language),
    ...(place ? { location: inLanguage(place, language) } : {}),
    ...(notes.length > 0 ? { description: notes.join('\n') } : {}),
    ...(isDays ? daysOf(when.from, when.through) : hoursOf(when.startsAt, when.endsAt, when.timeZone)),
  };
}

function statusOf({ cancelled, tentative }: Pick<CalendarEntry, 'cancelled' | 'tentative'>): ICalEventStatus {
  if (cancelled) return ICalEventStatus.CANCELLED;
  return tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

const civil = ({ year, month, day }: CivilDate) => DateTime.utc(year, month, day);

/** RFC 5545 writes the end of whole days as the day after the last one. */
const daysOf = (from: CivilDate, through: CivilDate) => ({
  allDay: true,
  start: civil(from),
  end: civil(through).plus({ days: 1 }),
});

function hoursOf(startsAt: Date, endsAt: Date | undefined, timeZone: string) {
  const isTwice = (instant: Date | undefined) =>
    instant !== undefined && DateTime.fromJSDate(instant, { zone: timeZone }).getPossibleOffsets().length > 1;
  // Clocks show this hour twice when they are set back. Only UTC says which of the two is meant.
  const zone = blockOf(timeZone) && !isTwice(startsAt) && !isTwice(endsAt) ? timeZone : null;
  const at = (instant: Date) => DateTime.fromJSDate(instant, { zone: zone ?? 'utc' });
  return { start: at(startsAt), ...(endsAt ? { end: at(endsAt) } : {}), timezone: zone };
}

/**
 * A calendar shows times in the time zone of its reader. People who meet talk about the time at the place, so words
 * give it.
 */
function atThePlace({ startsAt: from, endsAt: to, timeZone: zone }: Hours, language: Language): string {
  const time = to ? printPeriod({ from, to }, { zone, language }) : printInstant(from, { zone, language });
  return CALENDAR.of.at_the_place[language]({ time });
}

/** The VTIMEZONE of a time zone. Null where the library would describe another name: times are then written in UTC. */
function blockOf(zone: string): string | null {
  const found: unknown = tzlib_get_ical_block(zone);
  const [block, id] = Array.isArray(found) ? found : [];
  return typeof block === 'string' && id === `TZID=${zone}` && zone !== UTC ? block : null;
}

/** The text in this language, or in the other one where this one is missing. */
export const inLanguage = (words: LocalizedText, language: Language): string => named(words)[language];
