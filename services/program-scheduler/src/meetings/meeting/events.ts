/** What the two parties of a meeting hear: the whole of it after every change. */
import type { Meeting as MeetingMessage } from '@naru/contracts/program/v1/timetable';
import {
  MeetingCancelled,
  MeetingMoved,
  MeetingScheduled,
  MeetingSnapshot,
} from '@naru/contracts/program/v1/timetable_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Meeting, MeetingEvent } from './meeting.ts';

const CODECS = { MeetingScheduled, MeetingMoved, MeetingCancelled };

export const publish = ({ type }: MeetingEvent, meeting: Meeting): Outgoing =>
  outgoing(CODECS[type], { meeting: toProto(meeting) });

export const snapshot = (meeting: Meeting): Outgoing => outgoing(MeetingSnapshot, { meeting: toProto(meeting) });

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = ({ revision: _, ...meeting }: Meeting, version = 0): MeetingMessage => ({
  ...meeting,
  etag: version ? String(version) : '',
});
