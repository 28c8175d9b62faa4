/** Events of a meeting: its whole state after every change. Only its two parties receive them. */
import {
  MeetingCancelled,
  MeetingMoved,
  MeetingScheduled,
  MeetingSnapshot,
} from '@naru/contracts/program/v1/timetable_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Meeting, MeetingEvent } from './meeting.ts';
import { toProto } from './message.ts';

const CODECS = { MeetingScheduled, MeetingMoved, MeetingCancelled };

export const publish = ({ type }: MeetingEvent, meeting: Meeting): Outgoing =>
  outgoing(CODECS[type], { meeting: toProto(meeting) });

export const snapshot = (meeting: Meeting): Outgoing => outgoing(MeetingSnapshot, { meeting: toProto(meeting) });
