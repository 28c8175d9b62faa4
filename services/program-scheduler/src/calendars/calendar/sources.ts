/**
 * Calendar entries for the aggregates of this service. An aggregate with a known month only has no entry, since it has
 * no day.
 */
import { type CivilDate, SEOUL } from '@naru/kit/civil-date';
import { say } from '@naru/words/text';
import type { Event } from '../../calls/event/event.ts';
import type { Round } from '../../calls/round/round.ts';
import type { Mentoring } from '../../incubation/mentoring/mentoring.ts';
import type { OfficeHour } from '../../incubation/office-hour/office-hour.ts';
import type { Meeting } from '../../meetings/meeting/meeting.ts';
import type { Visit } from '../../visits/visit/visit.ts';
import type { CalendarEntry } from './entry.ts';
import { CALENDAR } from './texts.ts';

/** An aggregate with its version. */
export interface Standing<S> {
  id: string;
  version: number;
  changedAt: Date;
  state: S;
}

const base = ({ id, version, changedAt }: Standing<unknown>) => ({ id, sequence: version, changedAt });
const isWhole = (date: CivilDate | undefined): date is CivilDate => date !== undefined && date.day > 0;
const NONE = { ko: '', en: '' };
const { of } = CALENDAR;

/** The first and the last day; the first alone where the last is not known. */
const spanOf = (start: CivilDate, end: CivilDate | undefined) => ({ from: start, through: isWhole(end) ? end : start });

export function eventEntries(event: Standing<Event>): CalendarEntry[] {
  const { name, place, startDate, endDate, state } = event.state;
  if (!isWhole(startDate)) return [];
  const when = spanOf(startDate, endDate);
  return [{ ...base(event), cancelled: state === 'CANCELLED', title: name, place, when }];
}

/** The entry of a round is its deadline. It is cancelled where the round was closed before its deadline. */
export const deadlineEntries = (round: Standing<Round>): CalendarEntry[] => [
  {
    ...base(round),
    cancelled: round.state.state === 'CLOSED' && round.changedAt < round.state.closesAt,
    title: say(of.deadline, { round: round.state.name ?? NONE }),
    when: { startsAt: round.state.closesAt, endsAt: undefined, timeZone: SEOUL },
  },
];

export function visitEntries(visit: Standing<Visit>): CalendarEntry[] {
  const { name, startDate, endDate, state } = visit.state;
  if (!isWhole(startDate)) return [];
  const title = say(of.visit, { visit: name ?? NONE });
  return [{ ...base(visit), cancelled: state === 'CANCELLED', title, when: spanOf(startDate, endDate) }];
}

export const officeHourEntries = (hour: Standing<OfficeHour>): CalendarEntry[] => {
  const { startsAt, endsAt, place, state } = hour.state;
  const title = say(of.office_hour, {});
  const when = { startsAt, endsAt, timeZone: SEOUL };
  return [{ ...base(hour), cancelled: state === 'CANCELLED', title, place, when }];
};

/** Sessions outside office hours only: the calendar already shows office hours. */
export const sessionEntries = (session: Standing<Mentoring>): CalendarEntry[] => {
  const { heldOn, officeHourId } = session.state;
  if (officeHourId) return [];
  const title = say(of.mentoring, {});
  return [{ ...base(session), cancelled: false, title, when: spanOf(heldOn, undefined) }];
};

/**
 * A 1:1 meeting, once its timetable is published. It names nobody, since anyone who has the address reads the calendar.
 */
export const meetingEntries = (meeting: Standing<Meeting>): CalendarEntry[] => {
  const { startsAt, endsAt, timeZone, table, state } = meeting.state;
  const title = say(of.meeting, {});
  const place = say(of.table, { table });
  const when = { startsAt, endsAt, timeZone };
  return [{ ...base(meeting), cancelled: state === 'CANCELLED', title, place, when }];
};
