/** Turns a meeting into its protobuf message. */
import type { Meeting as MeetingMessage } from '@naru/contracts/program/v1/timetable';
import { type Said, say } from '@naru/words/text';
import type { Cancelled, Meeting } from './meeting.ts';
import { CANCELLED } from './texts.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = ({ revision: _, cancelled, ...meeting }: Meeting, version = 0): MeetingMessage => ({
  ...meeting,
  cancelReason: cancelled && wordsOf(cancelled),
  etag: version ? String(version) : '',
});

const wordsOf = (cancelled: Cancelled): Said =>
  'said' in cancelled ? cancelled.said : say(CANCELLED.of[cancelled.code], { event: cancelled.event });
