/** A meeting of two parties as they are told of it, and the one place it changes. */
import type { Meeting as MeetingMessage } from '@naru/contracts/program/v1/timetable';
import type { Said } from '@naru/words/text';
import type { CANCELLED } from './texts.ts';

export type CancelCode = keyof typeof CANCELLED.of;

/** Why it does not take place: a code with the name that the event had, or, of shape 1, the sentence that was told. */
export type Cancelled = { code: CancelCode; event: Said } | { said: Said };

export type Meeting = Omit<MeetingMessage, 'startsAt' | 'endsAt' | 'cancelReason' | 'etag'> & {
  startsAt: Date;
  endsAt: Date;
  cancelled: Cancelled | undefined;
  /** The revision of the timetable that it shows: an older one changes nothing. */
  revision: number;
};

/** When and where, by a revision of the timetable. */
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
