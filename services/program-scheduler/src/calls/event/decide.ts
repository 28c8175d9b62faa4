/** Commands on an event. Pure: the present state and a command give events, or a refusal. */
import { compareDates, dateIn } from '@naru/kit/civil-date';
import { named } from '@naru/words/text';
import { changesAnything } from '../../standards/changes.ts';
import type { Changes, Event, EventEvent } from './event.ts';
import { known, refuse } from './texts.ts';

const cancelled = ({ name }: Event) => refuse('cancelled', { name: named(name) });
const held = ({ name }: Event) => refuse('held', { name: named(name) });

/** An event is planned once. */
export function planEvent(existing: Event | null, event: Event): EventEvent[] {
  return existing ? [] : [{ type: 'EventPlanned', event }];
}

/** An event can be changed until it is held or cancelled. One with a timetable keeps its zone, and has a whole day. */
export function updateEvent(
  event: Event | null,
  changes: Changes,
  { timetableStands = false }: { timetableStands?: boolean } = {},
): EventEvent[] {
  const before = known(event);
  if (before.state === 'CANCELLED') throw cancelled(before);
  if (before.state === 'HELD') throw held(before);
  // The times of its meetings are times by the clocks of this zone.
  if (timetableStands && changes.timeZone !== undefined && changes.timeZone !== before.timeZone)
    throw refuse('zone_fixed', { name: named(before.name), timeZone: before.timeZone });
  // Its meetings could follow it to no month.
  if (timetableStands && changes.startDate?.day === 0 && before.startDate.day > 0)
    throw refuse('day_needed', { name: named(before.name), startDate: before.startDate });
  return changesAnything(before, changes) ? [{ type: 'EventUpdated', changes }] : [];
}

/** A planned event opens with its first round. An event in a later state keeps it. */
export const openEvent = (event: Event | null): EventEvent[] =>
  event?.state === 'PLANNED' ? [{ type: 'EventOpened' }] : [];

/** An event is SELECTED once its teams are chosen. One that was held or cancelled keeps its state. */
export const selectForEvent = (event: Event | null): EventEvent[] =>
  event?.state === 'PLANNED' || event?.state === 'OPEN' ? [{ type: 'EventSelected' }] : [];

/** An event can be marked as held only once it has begun, by the calendar of its place. */
export function holdEvent(event: Event | null, now: Date): EventEvent[] {
  const before = known(event);
  const { state, name, startDate, timeZone } = before;
  if (state === 'HELD') return [];
  if (state === 'CANCELLED') throw cancelled(before);
  if (compareDates(startDate, dateIn(timeZone, now)) > 0)
    throw refuse('not_begun', { name: named(name), startDate, timeZone });
  return [{ type: 'EventHeld' }];
}

/** An event that was held cannot be cancelled. */
export function cancelEvent(event: Event | null, reason: string): EventEvent[] {
  const before = known(event);
  if (before.state === 'CANCELLED') return [];
  if (before.state === 'HELD') throw held(before);
  return [{ type: 'EventCancelled', reason }];
}
