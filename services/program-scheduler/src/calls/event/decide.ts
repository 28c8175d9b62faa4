/** What may be done with an event. Pure: the present state and a command give events, or a refusal. */
import { compareDates, dateIn, isoDate } from '@naru/kit/civil-date';
import { refusals } from '@naru/kit/rejection';
import { changesAnything } from '../../standards/changes.ts';
import type { Changes, Event, EventEvent } from './event.ts';

const { known, rule } = refusals('event');

const cancelled = () => rule('cancelled', 'the event was cancelled; plan a new one');
const held = () => rule('held', 'the event has taken place already');

/** An event is planned once. */
export function planEvent(existing: Event | null, event: Event): EventEvent[] {
  return existing ? [] : [{ type: 'EventPlanned', event }];
}

/** What is given takes the place of what was, until the event has been held or called off. */
export function updateEvent(event: Event | null, changes: Changes): EventEvent[] {
  const before = known(event);
  if (before.state === 'CANCELLED') throw cancelled();
  if (before.state === 'HELD') throw held();
  return changesAnything(before, changes) ? [{ type: 'EventUpdated', changes }] : [];
}

/** A planned event opens with its first round. What is further on stays where it is. */
export const openEvent = (event: Event | null): EventEvent[] =>
  event?.state === 'PLANNED' ? [{ type: 'EventOpened' }] : [];

/** Once its teams are chosen an event says so. What was held or called off stays where it is. */
export const selectForEvent = (event: Event | null): EventEvent[] =>
  event?.state === 'PLANNED' || event?.state === 'OPEN' ? [{ type: 'EventSelected' }] : [];

/** Only what has begun, by the calendar of its place, can have been held. */
export function holdEvent(event: Event | null, now: Date): EventEvent[] {
  const { state, startDate, timeZone } = known(event);
  if (state === 'HELD') return [];
  if (state === 'CANCELLED') throw cancelled();
  if (compareDates(startDate, dateIn(timeZone, now)) > 0)
    throw rule(
      'not_begun',
      `the event begins on ${isoDate(startDate)} in ${timeZone}; it has not been held before that`,
    );
  return [{ type: 'EventHeld' }];
}

/** What was held cannot be called off. */
export function cancelEvent(event: Event | null, reason: string): EventEvent[] {
  const { state } = known(event);
  if (state === 'CANCELLED') return [];
  if (state === 'HELD') throw held();
  return [{ type: 'EventCancelled', reason }];
}
