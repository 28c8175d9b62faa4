/** What callers give, in the form that a timetable keeps. */
import type { TimetableParty, TimetableSlot, TimetableSlot_Session } from '@naru/contracts/program/v1/timetable';
import { type CivilDate, compareDates, dateIn, isoDate } from '@naru/kit/civil-date';
import { invalidField, notFound } from '@naru/kit/rejection';
import { rule } from './refusals.ts';
import type { Party, Session, Slot } from './timetable.ts';

/** The event of a timetable, as far as it needs it. */
export interface EventHeld {
  centreId: string;
  timeZone: string;
  startDate: CivilDate;
  endDate: CivilDate | undefined;
  isOver: boolean;
}

export type EventOf = (eventId: string) => Promise<EventHeld | null>;

export async function requireEvent(event: EventOf, eventId: string): Promise<EventHeld> {
  const found = await event(eventId);
  if (!found) throw notFound('event', eventId);
  if (found.isOver) throw rule('event_over', 'event_id: the event was held or called off; it needs no timetable');
  return found;
}

export const sessionOf = (session: TimetableSlot_Session): Session =>
  session === 'MORNING' || session === 'AFTERNOON' ? session : 'ANY';

export const partyOf = ({ session, ...party }: TimetableParty): Party => ({ ...party, session: sessionOf(session) });

/** Slots lie within the days of the event, in the zone of its place. */
export function slotsOf(given: readonly TimetableSlot[], held: EventDays): Slot[] {
  const slots = given.map(({ startsAt, endsAt, session, ...slot }, i) => {
    if (!startsAt || !endsAt) throw invalidField(`slots[${i}]`, 'required', 'must give starts_at and ends_at');
    return { ...slot, startsAt, endsAt, session: sessionOf(session) };
  });
  const outside = slotOutside(slots, held);
  if (outside) throw invalidField(`slots[${outside.at}].starts_at`, 'slot.outside_event', outside.what);
  return slots;
}

/** The event may have been moved to other days since the slots were given. */
export function requireWithin(slots: readonly Slot[], held: EventDays): void {
  const outside = slotOutside(slots, held);
  if (outside) throw rule('outside_event', `slot ${slots[outside.at]?.id} ${outside.what}; revise the slots first`);
}

type EventDays = Pick<EventHeld, 'startDate' | 'endDate' | 'timeZone'>;

function slotOutside(slots: readonly Slot[], { startDate, endDate, timeZone }: EventDays) {
  const last = endDate ?? startDate;
  if (startDate.day === 0 || last.day === 0) return null;
  const days = slots.map(({ startsAt }) => dateIn(timeZone, startsAt));
  const at = days.findIndex((day) => compareDates(day, startDate) < 0 || compareDates(day, last) > 0);
  const day = days[at];
  if (!day) return null;
  return {
    at,
    what: `is on ${isoDate(day)} in ${timeZone}; the event is from ${isoDate(startDate)} to ${isoDate(last)}`,
  };
}
