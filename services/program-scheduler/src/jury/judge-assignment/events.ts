/** Events of an assignment of judges: its figures. The events of each review say which judge has which application. */
import {
  JudgeAssignmentApplied,
  JudgeAssignmentProposed,
  JudgeAssignmentSnapshot,
} from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { JudgeAssignment, JudgeAssignmentEvent } from './judge-assignment.ts';
import { toProto } from './message.ts';

const CODECS = { JudgeAssignmentProposed, JudgeAssignmentApplied };

export const publish = ({ type }: JudgeAssignmentEvent, assignment: JudgeAssignment): Outgoing =>
  outgoing(CODECS[type], { assignment: toProto(assignment) });

export const snapshot = (assignment: JudgeAssignment): Outgoing =>
  outgoing(JudgeAssignmentSnapshot, { assignment: toProto(assignment) });
