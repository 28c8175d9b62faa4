/** Commands on an assignment of judges. Pure: the present state and a command give events, or a refusal. */
import type { Violation } from '@naru/assignment-solver/check';
import type { Judging } from '../judging/judging.ts';
import { refuse as refuseJudging } from '../judging/texts.ts';
import { refuse as refuseReview } from '../review/texts.ts';
import type { JudgeAssignment, JudgeAssignmentEvent } from './judge-assignment.ts';
import { known, refuse } from './texts.ts';

/** A search over more pairs would not end within its time limit. */
export const PAIRS_MAX = 4_000_000;

export interface Search {
  judging: Pick<Judging, 'state' | 'mode'> | null;
  applications: number;
  judges: number;
  roundIsTaking: boolean;
}

/** An assignment can be searched for a judging by scores, until it is closed. */
export function requireSearchable({ judging, applications, judges, roundIsTaking }: Search): void {
  requireByScores(judging);
  if (roundIsTaking) throw refuseJudging('round_open');
  if (applications === 0) throw refuse('no_applications');
  if (applications * judges > PAIRS_MAX) throw refuse('too_large', { applications, judges, pairsMax: PAIRS_MAX });
}

/** The newest search counts. Reviews from an earlier one stay, and are part of the new one. */
export const proposeAssignment = (assignment: JudgeAssignment): JudgeAssignmentEvent[] => [
  { type: 'JudgeAssignmentProposed', assignment },
];

export interface Application {
  roundId: string;
  judging: Search['judging'];
  /** Rules that the proposal breaks now. */
  violations: readonly Violation[];
  reason: string;
}

const NAMED_MAX = 5;

/** Only a complete assignment that still keeps every rule becomes reviews. Soft conflicts need a reason. */
export function requireApplicable(
  assignment: JudgeAssignment | null,
  { roundId, judging, violations, reason }: Application,
): JudgeAssignment {
  const found = known(assignment, roundId);
  requireByScores(judging);
  if (found.outcome !== 'WHOLE') throw refuse('not_whole', { begun: judging?.state === 'OPEN' });
  if (violations.length > 0) throw outdated(violations);
  const judges = found.softSeats.length;
  if (judges > 0 && reason === '') throw refuseReview('conflict_wants_reason', { sources: [], objectIds: [], judges });
  return found;
}

/** The assignment is still the adopted one, applied or not: no search has replaced it. */
export function requireSame(
  found: { state: JudgeAssignment; version: number } | null,
  { roundId, version }: { roundId: string; version: number },
): JudgeAssignment {
  const assignment = known(found?.state ?? null, roundId);
  const isApplied = assignment.state === 'APPLIED' && found?.version === version + 1;
  if (found?.version !== version && !isApplied) throw replaced();
  return assignment;
}

/** All seats have their reviews. */
export function applyAssignment(
  assignment: JudgeAssignment | null,
  { roundId, proposedAt, at }: { roundId: string; proposedAt: Date; at: Date },
): JudgeAssignmentEvent[] {
  const found = known(assignment, roundId);
  if (found.proposedAt.getTime() !== proposedAt.getTime()) throw replaced();
  return found.state === 'APPLIED' ? [] : [{ type: 'JudgeAssignmentApplied', at }];
}

const replaced = () => refuse('replaced');

function requireByScores(judging: Search['judging']): void {
  if (!judging) throw refuseJudging('not_planned');
  if (judging.mode === 'VOTES') throw refuseJudging('by_votes');
  if (judging.state === 'CLOSED') throw refuseJudging('not_open', { over: true });
}

function outdated(violations: readonly Violation[]) {
  const named = violations.slice(0, NAMED_MAX);
  return refuse('outdated', {
    ids: named.map(({ id }) => id),
    rules: named.map(({ rule }) => rule),
    more: violations.length - named.length,
  });
}
