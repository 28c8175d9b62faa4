/** Events of a mentor: everything except the name. An event names a person by id only. */
import {
  MentorRegistered,
  MentorReinstated,
  MentorRetired,
  MentorSnapshot,
  MentorUpdated,
} from '@naru/contracts/program/v1/incubation_events';
import type { Mentor as MentorMessage } from '@naru/contracts/program/v1/mentoring';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Mentor, MentorEvent } from './mentor.ts';
import { toProto } from './message.ts';

const CODECS = { MentorRegistered, MentorUpdated, MentorRetired, MentorReinstated };

export const publish = ({ type }: MentorEvent, mentor: Mentor): Outgoing =>
  outgoing(CODECS[type], { mentor: told(mentor) });

export const snapshot = (mentor: Mentor): Outgoing => outgoing(MentorSnapshot, { mentor: told(mentor) });

const told = (mentor: Mentor): MentorMessage => ({ ...toProto(mentor), name: undefined });
