/** Turns an assignment of judges into its protobuf message, which contains its figures only. */
import type { JudgeAssignment as AssignmentMessage } from '@naru/contracts/program/v1/assignment';
import { gapPercentOf, type JudgeAssignment } from './judge-assignment.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (assignment: JudgeAssignment, version = 0): AssignmentMessage => {
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
