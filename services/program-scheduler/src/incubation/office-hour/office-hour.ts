/** Half an hour of a mentor. `evolve` is the only function that changes it. */
import type { OfficeHour as OfficeHourMessage } from '@naru/contracts/program/v1/office_hours';

export type OfficeHour = Omit<OfficeHourMessage, 'startsAt' | 'endsAt' | 'etag'> & {
  startsAt: Date;
  endsAt: Date;
  /** The subject of the mentor: a person who mentors at two centres cannot be at both at once. */
  mentorSubject: string;
};

export type OfficeHourEvent =
  | { type: 'OfficeHourOffered'; hour: OfficeHour }
  | { type: 'OfficeHourBooked'; ventureId: string; requestId: string }
  | { type: 'OfficeHourReleased' }
  | { type: 'OfficeHourCancelled' };

export const HALF_HOUR_MS = 1_800_000;

/**
 * Never throws: events have already happened. A cancelled office hour keeps its team, so that the team gets a notice.
 */
export const evolve = (hour: OfficeHour | null, event: OfficeHourEvent): OfficeHour | null => {
  switch (event.type) {
    case 'OfficeHourOffered':
      return event.hour;
    case 'OfficeHourBooked':
      return (
        hour && {
          ...hour,
          state: 'BOOKED',
          ventureId: event.ventureId,
          officeHourRequestId: event.requestId,
        }
      );
    case 'OfficeHourReleased':
      return hour && { ...hour, state: 'OFFERED', ventureId: '', officeHourRequestId: '' };
    case 'OfficeHourCancelled':
      return hour && { ...hour, state: 'CANCELLED' };
  }
};
