/** An exhibition, a demo day or another event at a place. `evolve` is the only function that changes it. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Event_State, Event_Type } from '@naru/contracts/program/v1/event';
import type { CivilDate } from '@naru/kit/civil-date';

export interface Event {
  id: string;
  /** Empty for an event without a programme. */
  programmeId: string;
  name: LocalizedText;
  type: Event_Type;
  /** Number in a series, from 1; 0 for none. */
  edition: number;
  place: LocalizedText | undefined;
  country: string;
  startDate: CivilDate;
  endDate: CivilDate | undefined;
  /** IANA time zone of the place. */
  timeZone: string;
  state: Event_State;
  cancelReason: string;
  /** The event it is part of; empty for none. */
  parentEventId: string;
  /** The brand under which the network appears at the event. */
  brand: LocalizedText | undefined;
  source: Source | undefined;
}

/** Held or cancelled: nothing more happens at it. */
export const isOver = (state: Event_State | undefined): boolean => state === 'HELD' || state === 'CANCELLED';

/** The fields that may change before the event is held. */
export type Changes = Partial<Pick<Event, 'name' | 'place' | 'startDate' | 'endDate' | 'timeZone'>>;

/** The domain events of an `Event`. */
export type EventEvent =
  | { type: 'EventPlanned'; event: Event }
  | { type: 'EventUpdated'; changes: Changes }
  | { type: 'EventOpened' }
  | { type: 'EventSelected' }
  | { type: 'EventHeld' }
  | { type: 'EventCancelled'; reason: string };

/** Never throws: events have already happened. */
export const evolve = (event: Event | null, happened: EventEvent): Event | null => {
  switch (happened.type) {
    case 'EventPlanned':
      return happened.event;
    case 'EventUpdated':
      return event && { ...event, ...happened.changes };
    case 'EventOpened':
      return event && { ...event, state: 'OPEN' };
    case 'EventSelected':
      return event && { ...event, state: 'SELECTED' };
    case 'EventHeld':
      return event && { ...event, state: 'HELD' };
    case 'EventCancelled':
      return event && { ...event, state: 'CANCELLED', cancelReason: happened.reason };
  }
};
