/** What may be done with an event. Pure: the present state and a command give events, or a refusal. */
import { compareDates, dateIn, isoDate } from '@naru/kit/civil-date';
import { Rejection } from '@naru/kit/rejection';
import type { Event, EventEvent } from './event.ts';

const rule = (code: string, message: string) => new Rejection({ kind: 'rule', code: `event.${code}`, message });

/** An event is planned once. */
export function planEvent(existing: Event | null, event: Event): EventEvent[] {
  return existing ? [] : [{ type: 'EventPlanned', event }];
}

/** Only what has begun, by the calendar of its place, can have been held. */
export function holdEvent(event: Event | null, now: Date): EventEvent[] {
  const { state, startDate, timeZone } = known(event);
  if (state === 'EVENT_HELD') return [];
  if (state === 'EVENT_CANCELLED') throw rule('cancelled', 'the event was cancelled; plan a new one');
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
  if (state === 'EVENT_CANCELLED') return [];
  if (state === 'EVENT_HELD') throw rule('held', 'the event has taken place already');
  return [{ type: 'EventCancelled', reason }];
}

function known(event: Event | null): Event {
  if (event) return event;
  throw new Rejection({ kind: 'not_found', code: 'event.not_found', message: 'there is no such event' });
}
