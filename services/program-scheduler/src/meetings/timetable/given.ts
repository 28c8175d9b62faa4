/** Turns the input of callers into the form that a timetable stores. */
import type { TimetableParty, TimetableSlot, TimetableSlot_Session } from '@naru/contracts/program/v1/timetable';
import { type CivilDate, compareDates, dateIn } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { notFound } from '@naru/kit/rejection';
import { requireNone } from '@naru/words/rejection';
import { content, refuse } from './texts.ts';
import type { Party, Session, Slot } from './timetable.ts';

/** The fields of an event that its timetable needs. */
export interface EventHeld {
  centreId: string;
  timeZone: string;
  startDate: CivilDate;
  endDate: CivilDate | undefined;
  isOver: boolean;
  isCancelled: boolean;
}

export type EventOf = (eventId: string) => Promise<EventHeld | null>;

export async function requireEvent(event: EventOf, eventId: string): Promise<EventHeld> {
  const found = await event(eventId);
  if (!found) throw notFound('event', eventId);
  if (found.isOver) throw refuse('event_over', { cancelled: found.isCancelled });
  return found;
}

export const sessionOf = (session: TimetableSlot_Session): Session =>
  session === 'MORNING' || session === 'AFTERNOON' ? session : 'ANY';

export const partyOf = ({ session, ...party }: TimetableParty): Party => ({ ...party, session: sessionOf(session) });

/**
 * Slots must lie within the days of the event, in the time zone of its place. @throws Rejection naming all that do not
 */
export function slotsOf(given: readonly TimetableSlot[], held: EventDays): Slot[] {
  const slots = given.flatMap(({ startsAt, endsAt, session, ...slot }) =>
    startsAt && endsAt ? [{ ...slot, startsAt, endsAt, session: sessionOf(session) }] : [],
  );
  requireNone(
    given.flatMap((slot, i) =>
      (['startsAt', 'endsAt'] as const)
        .filter((time) => !slot[time])
        .map((time) => fields.fault(`slots[${i}].${time}`, 'required')),
    ),
  );
  requireNone(
    slotsOutside(slots, held).map(({ at, days }) => content.fault(`slots[${at}].startsAt`, 'slot.outside_event', days)),
  );
  return slots;
}

/** Checked again, since the event may have moved to other days after the slots were given. */
export function requireWithin(slots: readonly Slot[], held: EventDays): void {
  const [first] = slotsOutside(slots, held);
  if (first) throw refuse('outside_event', { slotId: slots[first.at]?.id ?? '', ...first.days });
}

type EventDays = Pick<EventHeld, 'startDate' | 'endDate' | 'timeZone'>;

function slotsOutside(slots: readonly Slot[], { startDate: first, endDate, timeZone: zone }: EventDays) {
  const last = endDate ?? first;
  if (first.day === 0 || last.day === 0) return [];
  return slots.flatMap(({ startsAt }, at) => {
    const day = dateIn(zone, startsAt);
    const isOutside = compareDates(day, first) < 0 || compareDates(day, last) > 0;
    return isOutside ? [{ at, days: { day, first, last, zone } }] : [];
  });
}
