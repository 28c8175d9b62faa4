/** A meeting as the wire has it. */
import type { Meeting as MeetingMessage } from '@naru/contracts/program/v1/timetable';
import type { Meeting } from './meeting.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = ({ revision: _, ...meeting }: Meeting, version = 0): MeetingMessage => ({
  ...meeting,
  etag: version ? String(version) : '',
});
