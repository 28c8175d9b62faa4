/** What the network hears of an assignment of judges: its figures. Who judges what is told by each review. */
import type { JudgeAssignment as AssignmentMessage } from '@naru/contracts/program/v1/assignment';
import {
  JudgeAssignmentApplied,
  JudgeAssignmentProposed,
  JudgeAssignmentSnapshot,
} from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { gapPercentOf, type JudgeAssignment, type JudgeAssignmentEvent } from './judge-assignment.ts';

const CODECS = { JudgeAssignmentProposed, JudgeAssignmentApplied };

export const publish = ({ type }: JudgeAssignmentEvent, assignment: JudgeAssignment): Outgoing =>
  outgoing(CODECS[type], { assignment: figuresOf(assignment) });

export const snapshot = (assignment: JudgeAssignment): Outgoing =>
  outgoing(JudgeAssignmentSnapshot, { assignment: figuresOf(assignment) });

/** In an event the envelope tells the version; in an answer the etag does. */
export const figuresOf = (assignment: JudgeAssignment, version = 0): AssignmentMessage => {
  const { id, roundId, state, outcome, total, bound, seconds, shortPanels, proposedAt, appliedAt } = assignment;
  return {
    id,
    roundId,
    state,
    outcome,
    total,
    bound,
    seconds,
    shortPanels,
    proposedAt,
    appliedAt,
    applications: assignment.applicationIds.length,
    judges: assignment.judgeIds.length,
    gapPercent: gapPercentOf(assignment),
    softConflicts: assignment.softSeats.length,
    explanation: undefined,
    panels: [],
    clashes: [],
    etag: version ? String(version) : '',
  };
};
