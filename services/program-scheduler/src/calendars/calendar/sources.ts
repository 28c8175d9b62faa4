/** How the things of this service look in a calendar. Something of which only the month is known has no day to stand on. */
import { type CivilDate, SEOUL } from '@naru/kit/civil-date';
import type { Event } from '../../calls/event/event.ts';
import type { Round } from '../../calls/round/round.ts';
import type { Mentoring } from '../../incubation/mentoring/mentoring.ts';
import type { OfficeHour } from '../../incubation/office-hour/office-hour.ts';
import type { Meeting } from '../../meetings/meeting/meeting.ts';
import type { Visit } from '../../visits/visit/visit.ts';
import type { CalendarEntry } from './entry.ts';

/** An aggregate as it stands. */
export interface Standing<S> {
  id: string;
  version: number;
  changedAt: Date;
  state: S;
}

const base = ({ id, version, changedAt }: Standing<unknown>) => ({ id, sequence: version, changedAt });
const isWhole = (date: CivilDate | undefined): date is CivilDate => date !== undefined && date.day > 0;
const labelled = (label: { ko: string; en: string }, name: { ko: string; en: string } | undefined) => ({
  ko: `${label.ko}: ${name?.ko || name?.en || ''}`,
  en: `${label.en}: ${name?.en || name?.ko || ''}`,
});

/** The first and last day, the last as far as it is known. */
const spanOf = (start: CivilDate, end: CivilDate | undefined) => ({ from: start, through: isWhole(end) ? end : start });

export function eventEntries(event: Standing<Event>): CalendarEntry[] {
  const { name, place, startDate, endDate, state } = event.state;
  if (!isWhole(startDate)) return [];
  const when = spanOf(startDate, endDate);
  return [{ ...base(event), cancelled: state === 'CANCELLED', title: name, place, when }];
}

/** A round stands in a calendar as its deadline, which is called off where the round was closed before it. */
export const deadlineEntries = (round: Standing<Round>): CalendarEntry[] => [
  {
    ...base(round),
    cancelled: round.state.state === 'CLOSED' && round.changedAt < round.state.closesAt,
    title: labelled({ ko: '접수 마감', en: 'Deadline' }, round.state.name),
    when: { startsAt: round.state.closesAt, endsAt: undefined, timeZone: SEOUL },
  },
];

export function visitEntries(visit: Standing<Visit>): CalendarEntry[] {
  const { name, startDate, endDate, state } = visit.state;
  if (!isWhole(startDate)) return [];
  const title = labelled({ ko: '방문', en: 'Visit' }, name);
  return [{ ...base(visit), cancelled: state === 'CANCELLED', title, when: spanOf(startDate, endDate) }];
}

export const officeHourEntries = (hour: Standing<OfficeHour>): CalendarEntry[] => {
  const { startsAt, endsAt, place, state } = hour.state;
  const title = { ko: '멘토 오피스아워', en: 'Office hour of a mentor' };
  const when = { startsAt, endsAt, timeZone: SEOUL };
  return [{ ...base(hour), cancelled: state === 'CANCELLED', title, place, when }];
};

/** What was held outside office hours; the others stand in the calendar already. */
export const sessionEntries = (session: Standing<Mentoring>): CalendarEntry[] => {
  const { heldOn, officeHourId } = session.state;
  if (officeHourId) return [];
  const title = { ko: '멘토링', en: 'Mentoring session' };
  return [{ ...base(session), cancelled: false, title, when: spanOf(heldOn, undefined) }];
};

/** A 1:1 meeting, once its timetable is published. It names nobody: a calendar is read by whoever has its address. */
export const meetingEntries = (meeting: Standing<Meeting>): CalendarEntry[] => {
  const { startsAt, endsAt, timeZone, table, state } = meeting.state;
  const title = { ko: '1:1 미팅', en: '1:1 meeting' };
  const place = { ko: `테이블 ${table}`, en: `table ${table}` };
  const when = { startsAt, endsAt, timeZone };
  return [{ ...base(meeting), cancelled: state === 'CANCELLED', title, place, when }];
};
