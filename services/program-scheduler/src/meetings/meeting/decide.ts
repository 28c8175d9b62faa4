/** Changes of a meeting. Pure: the present state and a command give events. */
import type { Cancelled, Meeting, MeetingEvent } from './meeting.ts';

/**
 * A meeting has the place that the newest timetable gives it. A cancelled meeting that gets a place again is scheduled
 * again.
 */
export function scheduleMeeting(meeting: Meeting | null, wanted: Meeting): MeetingEvent[] {
  if (!meeting) return [{ type: 'MeetingScheduled', meeting: wanted }];
  if (meeting.revision > wanted.revision) return [];
  if (meeting.state === 'CANCELLED') return [{ type: 'MeetingScheduled', meeting: wanted }];
  if (isThere(meeting, wanted)) return [];
  const { startsAt, endsAt, table, revision } = wanted;
  return [{ type: 'MeetingMoved', place: { startsAt, endsAt, table, revision } }];
}

/** A meeting that was never announced needs no cancellation. */
export function cancelMeeting(
  meeting: Meeting | null,
  { cancelled, revision }: { cancelled: Cancelled; revision: number },
): MeetingEvent[] {
  if (!meeting || meeting.state === 'CANCELLED' || meeting.revision > revision) return [];
  return [{ type: 'MeetingCancelled', cancelled, revision }];
}

export const isThere = (
  meeting: Meeting,
  { startsAt, endsAt, table }: Pick<Meeting, 'startsAt' | 'endsAt' | 'table'>,
): boolean =>
  meeting.table === table &&
  meeting.startsAt.getTime() === startsAt.getTime() &&
  meeting.endsAt.getTime() === endsAt.getTime();
