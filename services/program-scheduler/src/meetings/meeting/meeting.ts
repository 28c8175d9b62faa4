/** A meeting of two parties as they are told of it, and the one place it changes. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Meeting as MeetingMessage } from '@naru/contracts/program/v1/timetable';

export type Meeting = Omit<MeetingMessage, 'startsAt' | 'endsAt' | 'etag'> & {
  startsAt: Date;
  endsAt: Date;
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
  | { type: 'MeetingCancelled'; reason: LocalizedText; revision: number };

/** Never throws: events have already happened. */
export const evolve = (meeting: Meeting | null, event: MeetingEvent): Meeting | null => {
  switch (event.type) {
    case 'MeetingScheduled':
      return event.meeting;
    case 'MeetingMoved':
      return meeting && { ...meeting, ...event.place };
    case 'MeetingCancelled':
      return meeting && { ...meeting, state: 'CANCELLED', cancelReason: event.reason, revision: event.revision };
  }
};
