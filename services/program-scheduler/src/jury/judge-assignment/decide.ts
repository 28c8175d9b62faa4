/** What may be done with an assignment of judges. Pure: the present state and a command give events, or a refusal. */
import { notFound, Rejection, refusals } from '@naru/kit/rejection';
import type { Judging } from '../judging/judging.ts';
import type { JudgeAssignment, JudgeAssignmentEvent } from './judge-assignment.ts';

const { rule } = refusals('judging');

/** A search of that many pairs would not end in the time that it may take. */
export const PAIRS_MAX = 4_000_000;

export interface Search {
  judging: Pick<Judging, 'state' | 'mode'> | null;
  applications: number;
  judges: number;
  roundIsTaking: boolean;
}

/** Panels are sought for what is judged by scores, until that is closed. */
export function requireSearchable({ judging, applications, judges, roundIsTaking }: Search): void {
  requireByScores(judging);
  if (roundIsTaking)
    throw rule('judging.round_open', 'the round still takes applications; close it first, or wait until it does');
  if (applications === 0)
    throw rule('judge_assignment.no_applications', 'roundId: the round has no application that is judged');
  if (applications * judges > PAIRS_MAX)
    throw rule(
      'judge_assignment.too_large',
      `roundId: ${applications} applications and ${judges} judges are more than ${PAIRS_MAX} pairs; retire judges who do not take part`,
    );
}

/** The newest search counts; what an earlier one has made reviews of stands, and is part of it. */
export const proposeAssignment = (assignment: JudgeAssignment): JudgeAssignmentEvent[] => [
  { type: 'JudgeAssignmentProposed', assignment },
];

export interface Application {
  roundId: string;
  judging: Search['judging'];
  /** What the proposal breaks as things stand now. */
  violations: readonly string[];
  reason: string;
}

const NAMED_MAX = 5;

/** Only a whole assignment that still keeps every rule is made reviews of; soft conflicts want a reason. */
export function requireApplicable(
  assignment: JudgeAssignment | null,
  { roundId, judging, violations, reason }: Application,
): JudgeAssignment {
  const found = known(assignment, roundId);
  requireByScores(judging);
  if (found.outcome !== 'WHOLE')
    throw rule(
      'judge_assignment.not_whole',
      'roundId: the proposal does not keep all rules; read what is lacking, change that, and propose again',
    );
  if (violations.length > 0) throw outdated(violations);
  if (found.softSeats.length > 0 && reason === '')
    throw rule(
      'review.conflict_wants_reason',
      `reason: must say why ${found.softSeats.length} judges are assigned in spite of soft conflicts`,
    );
  return found;
}

/** What was to be applied is what is there, or has been applied meanwhile: nothing else has been proposed since. */
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

const replaced = () =>
  new Rejection({
    kind: 'conflict',
    code: 'judge_assignment.replaced',
    message: 'another assignment has been proposed meanwhile; read that one and apply it',
  });

function requireByScores(judging: Search['judging']): void {
  if (!judging) throw rule('judging.not_planned', 'the judging of this round is not planned; plan it first');
  if (judging.mode === 'VOTES') throw rule('judging.by_votes', 'the round is judged by votes, without panels');
  if (judging.state === 'CLOSED')
    throw rule('judging.not_open', 'the judging of this round is closed; nobody is assigned any more');
}

function outdated(violations: readonly string[]): Rejection {
  const more = violations.length > NAMED_MAX ? ` and ${violations.length - NAMED_MAX} more` : '';
  return rule(
    'judge_assignment.outdated',
    `things have changed since it was proposed, and it would break rules now (${violations.slice(0, NAMED_MAX).join('; ')}${more}); propose again`,
  );
}

export function known(assignment: JudgeAssignment | null, roundId: string): JudgeAssignment {
  if (assignment) return assignment;
  throw notFound('judge_assignment', roundId);
}
