/** Commands on a review. Pure: the present state and a command give events, or a refusal. */
import type { DeclaredConflict_Reason } from '@naru/contracts/program/v1/judge';
import type { CriterionScore } from '@naru/contracts/program/v1/review';
import { requireNone } from '@naru/words/rejection';
import { refuse as refuseCandidate } from '../candidate/texts.ts';
import type { Conflict } from '../conflict/conflict.ts';
import { asParams } from '../conflict/texts.ts';
import { refuse as refuseJudge } from '../judge/texts.ts';
import type { Judging } from '../judging/judging.ts';
import { refuse as refuseJudging } from '../judging/texts.ts';
import { type Criterion, weightedOf } from '../rubric/rubric.ts';
import { isOpen, type Review, type ReviewEvent, stands } from './review.ts';
import { fault, known, refuse } from './texts.ts';

/** The facts that a decision uses, at this moment. */
export interface Circumstances {
  judging: Pick<Judging, 'state' | 'mode'> | null;
  /** The judge is active, and the application is neither withdrawn nor found ineligible. */
  judgeIsActive: boolean;
  applicationStands: boolean;
  /** More ventures may apply, which may change the order that labels come from. */
  roundIsTaking: boolean;
  conflicts: readonly Conflict[];
}

/**
 * A judge is assigned once the round is closed, in a judging by scores. The judge must be active and have no hard
 * conflict. A soft conflict needs a reason.
 */
export function assignJudge(existing: Review | null, review: Review, now: Circumstances): ReviewEvent[] {
  if (existing && stands(existing)) return [];
  requireJudging(now.judging);
  if (now.roundIsTaking) throw refuseJudging('round_open');
  if (!now.applicationStands) throw notStanding();
  if (!now.judgeIsActive) throw refuseJudge('retired');
  if (existing?.state === 'RECUSED') throw refuse('recused');
  requireFree(now.conflicts, review.reason);
  return [{ type: 'ReviewAssigned', review }];
}

/** A judge who has given scores cannot be removed, since the scores would be lost. */
export function unassignJudge(review: Review | null, { id }: { id: string }): ReviewEvent[] {
  const { state } = known(review, id);
  if (state === 'UNASSIGNED' || state === 'RECUSED') return [];
  if (state !== 'ASSIGNED') throw refuse('not_open', { state, wanted: 'ASSIGNED' });
  return [{ type: 'ReviewUnassigned' }];
}

export interface Openness {
  judgingIsOpen: boolean;
  /** Why it is not open: it is closed, or it has not begun. */
  judgingIsOver?: boolean | undefined;
}

export interface Submission extends Openness {
  id: string;
  criteria: readonly Criterion[];
  scores: readonly CriterionScore[];
  comment: string;
  applicationStands: boolean;
  conflicts: readonly Conflict[];
  /** The refusal must not show the judge which venture the application comes from. */
  blind: boolean;
  at: Date;
}

/** While the judging is open, the assigned judge gives one score within its scale for each criterion. */
export function submitReview(review: Review | null, submission: Submission): ReviewEvent[] {
  const before = known(review, submission.id);
  const { criteria, scores, comment, applicationStands, conflicts, blind, at } = submission;
  if (!isOpen(before) && sameScores(before.scores, scores) && before.state === 'SUBMITTED') return [];
  // A withdrawn application has ended the review too: this is the reason.
  if (!applicationStands) throw notStanding();
  requireOpen(before, submission);
  // A reason accepts only the conflicts that were known when it was given. A hard conflict found since then refuses the
  // scores.
  if (conflicts.some(({ hard }) => hard)) throw barred(blind ? [] : conflicts, { own: true });
  requireScores(criteria, scores);
  const scoreOf = (wanted: string) => scores.find(({ criterionId }) => criterionId === wanted)?.score ?? 0;
  return [{ type: 'ReviewSubmitted', scores, weighted: weightedOf(criteria, scoreOf), comment, at }];
}

/** Scores already given count until the judge gives new ones. */
export function reopenReview(
  review: Review | null,
  { id, reason, ...openness }: { id: string; reason: string } & Openness,
): ReviewEvent[] {
  const { state } = known(review, id);
  if (isOpen({ state } as Review)) return [];
  if (!openness.judgingIsOpen) throw notOpen(openness);
  if (state !== 'SUBMITTED') throw refuse('not_open', { state, wanted: 'SUBMITTED' });
  return [{ type: 'ReviewReopened', reason }];
}

/** A judge who sees a conflict leaves the place to another judge, and cannot be assigned to it again. */
export function recuseReview(
  review: Review | null,
  { id, reason, ...openness }: { id: string; reason: DeclaredConflict_Reason } & Openness,
): ReviewEvent[] {
  const before = known(review, id);
  if (before.state === 'RECUSED') return [];
  requireOpenState(before);
  // Allowed before the judging opens too: the earlier a conflict is declared, the better.
  if (before.state === 'REOPENED' && !openness.judgingIsOpen) throw notOpen(openness);
  return [{ type: 'ReviewRecused', reason }];
}

/** The application was withdrawn: nobody reviews it any more. Scores that were given stay. */
export function endReview(review: Review | null): ReviewEvent[] {
  if (review?.state === 'ASSIGNED') return [{ type: 'ReviewUnassigned' }];
  return lapseReview(review);
}

/** The judging has closed: scores that were not given are missing. */
export const lapseReview = (review: Review | null): ReviewEvent[] =>
  review && isOpen(review) ? [{ type: 'ReviewLapsed' }] : [];

function requireJudging(judging: Circumstances['judging']): void {
  if (!judging) throw refuseJudging('not_planned');
  if (judging.mode === 'VOTES') throw refuseJudging('by_votes');
  if (judging.state === 'CLOSED') throw closed();
}

function requireFree(conflicts: readonly Conflict[], reason: string): void {
  if (conflicts.some(({ hard }) => hard)) throw barred(conflicts, { own: false });
  if (conflicts.length > 0 && reason === '')
    throw refuse('conflict_wants_reason', { ...asParams(conflicts), judges: 1 });
}

function requireOpen(review: Review, openness: Openness): void {
  requireOpenState(review);
  if (!openness.judgingIsOpen) throw notOpen(openness);
}

function requireOpenState({ state }: Review): void {
  if (state === 'SUBMITTED') throw refuse('submitted');
  if (state === 'LAPSED') throw closed();
  if (!isOpen({ state } as Review)) throw refuse('not_assigned', { state });
}

/** @throws Rejection naming all faults of the scores */
function requireScores(criteria: readonly Criterion[], scores: readonly CriterionScore[]): void {
  const ids = (some: readonly Criterion[]) => some.map(({ id }) => id);
  const faults = scores.flatMap(({ criterionId, score }, index) => {
    const path = `scores[${index}]`;
    const criterion = criteria.find(({ id }) => id === criterionId);
    if (!criterion) return [fault(`${path}.criterionId`, 'criterion_unknown', { criterionIds: ids(criteria) })];
    if (scores.findIndex((one) => one.criterionId === criterionId) < index)
      return [fault(`${path}.criterionId`, 'criterion_twice', { criterionId })];
    const { scaleMin, scaleMax } = criterion;
    if (score !== undefined && score >= scaleMin && score <= scaleMax) return [];
    return [fault(`${path}.score`, 'scale', { criterionId, scaleMin, scaleMax })];
  });
  const missing = criteria.filter(({ id }) => !scores.some(({ criterionId }) => criterionId === id));
  if (missing.length > 0) faults.push(fault('scores', 'criterion_missing', { criterionIds: ids(missing) }));
  requireNone(faults);
}

const barred = (conflicts: readonly Conflict[], { own }: { own: boolean }) =>
  refuse('conflict', { ...asParams(conflicts), own });

const notStanding = () => refuseCandidate('not_standing', { applications: 1 });

const closed = () => refuseJudging('not_open', { over: true });

const notOpen = ({ judgingIsOver }: Openness) => refuseJudging('not_open', { over: judgingIsOver });

const sameScores = (a: readonly CriterionScore[], b: readonly CriterionScore[]): boolean =>
  a.length === b.length &&
  a.every(({ criterionId, score }) => b.some((one) => one.criterionId === criterionId && one.score === score));
