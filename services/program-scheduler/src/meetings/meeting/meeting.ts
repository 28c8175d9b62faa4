/** A meeting of two parties, as it was announced to them. `evolve` is the only function that changes it. */
import type { Meeting as MeetingMessage } from '@naru/contracts/program/v1/timetable';
import type { Said } from '@naru/words/text';
import type { CANCELLED } from './texts.ts';

export type CancelCode = keyof typeof CANCELLED.of;

/**
 * The reason of the cancellation: a code with the name of the event at that time. Shape 1 has the sentence that was
 * announced.
 */
export type Cancelled = { code: CancelCode; event: Said } | { said: Said };

export type Meeting = Omit<MeetingMessage, 'startsAt' | 'endsAt' | 'cancelReason' | 'etag'> & {
  startsAt: Date;
  endsAt: Date;
  cancelled: Cancelled | undefined;
  /** The revision of the timetable that it shows. An older revision changes nothing. */
  revision: number;
};

/** Time and table of a meeting, by a revision of the timetable. */
export interface Place {
  startsAt: Date;
  endsAt: Date;
  table: number;
  revision: number;
}

export type MeetingEvent =
  | { type: 'MeetingScheduled'; meeting: Meeting }
  | { type: 'MeetingMoved'; place: Place }
  | { type: 'MeetingCancelled'; cancelled: Cancelled; revision: number };

/** Never throws: events have already happened. */
export const evolve = (meeting: Meeting | null, event: MeetingEvent): Meeting | null => {
  switch (event.type) {
    case 'MeetingScheduled':
      return event.meeting;
    case 'MeetingMoved':
      return meeting && { ...meeting, ...event.place };
    case 'MeetingCancelled':
      return meeting && { ...meeting, state: 'CANCELLED', cancelled: event.cancelled, revision: event.revision };
  }
};
