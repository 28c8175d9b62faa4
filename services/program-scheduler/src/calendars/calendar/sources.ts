/**
 * Calendar entries for the aggregates of this service. An aggregate with a known month only has no entry, since it has
 * no day.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Snapshot } from '@naru/kit/change';
import { type CivilDate, SEOUL } from '@naru/kit/civil-date';
import { say } from '@naru/words/text';
import type { Event } from '../../calls/event/event.ts';
import type { Round } from '../../calls/round/round.ts';
import type { Mentoring } from '../../incubation/mentoring/mentoring.ts';
import type { OfficeHour } from '../../incubation/office-hour/office-hour.ts';
import type { Meeting } from '../../meetings/meeting/meeting.ts';
import type { Visit } from '../../visits/visit/visit.ts';
import type { CalendarEntry } from './entry.ts';
import type { Participation } from './participation.ts';
import { CALENDAR } from './texts.ts';

/** Names as of now, looked up when a calendar is read: whoever withdrew has none. The owner of the calendar is not named in it. */
export interface Told {
  named(ids: readonly string[]): LocalizedText[];
  event(id: string): Pick<Event, 'name' | 'place' | 'country'> | undefined;
}

const NOBODY: Told = { named: () => [], event: () => undefined };

const base = ({ id, version, changedAt }: Snapshot<unknown>, own?: Participation) => ({
  id,
  sequence: version + (own?.sequence ?? 0),
  changedAt: own && own.changedAt > changedAt ? own.changedAt : changedAt,
});
const isWhole = (date: CivilDate | undefined): date is CivilDate => date !== undefined && date.day > 0;
const NONE = { ko: '', en: '' };
const { of } = CALENDAR;

/** The first and the last day; the first alone where the last is not known. */
const spanOf = (start: CivilDate, end: CivilDate | undefined) => ({ from: start, through: isWhole(end) ? end : start });

/** With the participation of the venture whose calendar it is; none in other calendars. */
export function eventEntries(event: Snapshot<Event>, own?: Participation): CalendarEntry[] {
  const { name, place, startDate, endDate, state } = event.state;
  if (!isWhole(startDate)) return [];
  return [
    {
      ...base(event, own),
      cancelled: state === 'CANCELLED' || own?.part === 'CANCELLED',
      tentative: own && own.part === 'TENTATIVE',
      title: name,
      place,
      when: spanOf(startDate, endDate),
    },
  ];
}

/** The entry of a round is its deadline. It is cancelled where the round was closed before its deadline, or the team is out. */
export const deadlineEntries = (round: Snapshot<Round>, own?: Participation): CalendarEntry[] => {
  const { name, closesAt, state } = round.state;
  const early = state === 'CLOSED' && round.changedAt < closesAt;
  return [
    {
      ...base(round, own),
      cancelled: early || own?.part === 'CANCELLED',
      title: say(of.deadline, { round: name ?? NONE }),
      when: { startsAt: closesAt, endsAt: undefined, timeZone: SEOUL },
    },
  ];
};

export function visitEntries(visit: Snapshot<Visit>): CalendarEntry[] {
  const { name, startDate, endDate, state } = visit.state;
  if (!isWhole(startDate)) return [];
  const title = say(of.visit, { visit: name ?? NONE });
  return [{ ...base(visit), cancelled: state === 'CANCELLED', title, when: spanOf(startDate, endDate) }];
}

export const officeHourEntries = (hour: Snapshot<OfficeHour>, told: Told = NOBODY): CalendarEntry[] => {
  const { startsAt, endsAt, place, state, mentorId, ventureId } = hour.state;
  const title = say(of.office_hour, { parties: told.named([mentorId, ventureId]) });
  const when = { startsAt, endsAt, timeZone: SEOUL };
  return [{ ...base(hour), cancelled: state === 'CANCELLED', title, place, when }];
};

/** Sessions outside office hours only: the calendar already shows office hours. */
export const sessionEntries = (session: Snapshot<Mentoring>, told: Told = NOBODY): CalendarEntry[] => {
  const { heldOn, officeHourId, mentorId, ventureId } = session.state;
  if (officeHourId) return [];
  const title = say(of.mentoring, { parties: told.named([mentorId, ventureId]) });
  return [{ ...base(session), cancelled: false, title, when: spanOf(heldOn, undefined) }];
};

/** A 1:1 meeting, once its timetable is published, with the other party, the event and the place. */
export const meetingEntries = (meeting: Snapshot<Meeting>, told: Told = NOBODY): CalendarEntry[] => {
  const { startsAt, endsAt, timeZone, table, state, firstPartyId, secondPartyId, eventId } = meeting.state;
  const { name: note, place, country = '' } = told.event(eventId) ?? {};
  return [
    {
      ...base(meeting),
      cancelled: state === 'CANCELLED',
      title: say(of.meeting, { parties: told.named([firstPartyId, secondPartyId]) }),
      place: say(of.table, { table, place, country }),
      note,
      when: { startsAt, endsAt, timeZone },
    },
  ];
};
