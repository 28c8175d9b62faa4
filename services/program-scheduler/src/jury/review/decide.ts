/** What may be done with a review. Pure: the present state and a command give events, or a refusal. */
import type { DeclaredConflict_Reason } from '@naru/contracts/program/v1/judge';
import type { CriterionScore } from '@naru/contracts/program/v1/review';
import { notFound, refusals } from '@naru/kit/rejection';
import type { Conflict } from '../conflict/conflict.ts';
import type { Judging } from '../judging/judging.ts';
import { type Criterion, weightedOf } from '../rubric/rubric.ts';
import { isOpen, type Review, type ReviewEvent, stands } from './review.ts';

const { invalid, rule } = refusals('review');

/** How things stand at the moment. */
export interface Circumstances {
  judging: Pick<Judging, 'state' | 'mode'> | null;
  /** The judge is active, and the application neither withdrawn nor found ineligible. */
  judgeIsActive: boolean;
  applicationStands: boolean;
  /** More may apply, and the order from which labels come may change. */
  roundIsTaking: boolean;
  conflicts: readonly Conflict[];
}

/** Once the round is closed, an active judge without a conflict is assigned to what is judged by scores; a soft conflict wants a reason. */
export function assignJudge(existing: Review | null, review: Review, now: Circumstances): ReviewEvent[] {
  if (existing && stands(existing)) return [];
  requireJudging(now.judging);
  if (now.roundIsTaking)
    throw rule('judging.round_open', 'the round still takes applications; close it first, or wait until it does');
  if (!now.applicationStands) throw notStanding('applicationId: ');
  if (!now.judgeIsActive) throw rule('judge.retired', 'judgeId: the judge is retired; choose another');
  if (existing?.state === 'RECUSED')
    throw rule('review.recused', 'judgeId: the judge has recused themselves from this application; choose another');
  requireFree(now.conflicts, review.reason);
  return [{ type: 'ReviewAssigned', review }];
}

/** Who has scored is not taken off: their scores would be lost. */
export function unassignJudge(review: Review | null, { id }: { id: string }): ReviewEvent[] {
  const { state } = known(review, id);
  if (state === 'UNASSIGNED' || state === 'RECUSED') return [];
  if (state !== 'ASSIGNED')
    throw rule('review.not_open', `the review is ${state}; only one without scores can be taken back`);
  return [{ type: 'ReviewUnassigned' }];
}

export interface Submission {
  id: string;
  criteria: readonly Criterion[];
  scores: readonly CriterionScore[];
  comment: string;
  judgingIsOpen: boolean;
  applicationStands: boolean;
  conflicts: readonly Conflict[];
  /** The judge does not know whose application it is, and is not to learn it from a refusal. */
  blind: boolean;
  at: Date;
}

/** The assigned judge gives one score within its scale for each criterion, while the judging is open. */
export function submitReview(review: Review | null, submission: Submission): ReviewEvent[] {
  const before = known(review, submission.id);
  const { criteria, scores, comment, judgingIsOpen, applicationStands, conflicts, blind, at } = submission;
  if (!isOpen(before) && sameScores(before.scores, scores) && before.state === 'SUBMITTED') return [];
  requireOpen(before, judgingIsOpen);
  // An override stays good for what it was given for; a hard conflict found since then does not wait for the judge.
  if (conflicts.some(({ hard }) => hard)) throw blind ? barredBlind() : barred(conflicts, 'recuse yourself instead');
  if (!applicationStands) throw notStanding();
  requireScores(criteria, scores);
  const scoreOf = (wanted: string) => scores.find(({ criterionId }) => criterionId === wanted)?.score ?? 0;
  return [{ type: 'ReviewSubmitted', scores, weighted: weightedOf(criteria, scoreOf), comment, at }];
}

/** Scores already given count until the judge gives new ones. */
export function reopenReview(
  review: Review | null,
  { id, reason, judgingIsOpen }: { id: string; reason: string; judgingIsOpen: boolean },
): ReviewEvent[] {
  const { state } = known(review, id);
  if (isOpen({ state } as Review)) return [];
  if (!judgingIsOpen) throw closed();
  if (state !== 'SUBMITTED')
    throw rule('review.not_open', `the review is ${state}; only a submitted one can be reopened`);
  return [{ type: 'ReviewReopened', reason }];
}

/** A judge who sees a conflict leaves the place to another, and does not get it back. */
export function recuseReview(
  review: Review | null,
  { id, reason, judgingIsOpen }: { id: string; reason: DeclaredConflict_Reason; judgingIsOpen: boolean },
): ReviewEvent[] {
  const before = known(review, id);
  if (before.state === 'RECUSED') return [];
  requireOpenState(before);
  // Before it opens nothing is scored, and a conflict is as good as it is early.
  if (before.state === 'REOPENED' && !judgingIsOpen) throw closed();
  return [{ type: 'ReviewRecused', reason }];
}

/** The judging has closed: what is not given is not given. */
export const lapseReview = (review: Review | null): ReviewEvent[] =>
  review && isOpen(review) ? [{ type: 'ReviewLapsed' }] : [];

function requireJudging(judging: Circumstances['judging']): void {
  if (!judging) throw rule('judging.not_planned', 'the judging of this round is not planned; plan it first');
  if (judging.mode === 'VOTES') throw rule('judging.by_votes', 'the round is judged by votes, without panels');
  if (judging.state === 'CLOSED') throw closed();
}

function requireFree(conflicts: readonly Conflict[], reason: string): void {
  if (conflicts.some(({ hard }) => hard)) throw barred(conflicts, 'choose another judge');
  if (conflicts.length > 0 && reason === '')
    throw rule('review.conflict_wants_reason', `reason: must say why in spite of ${namesOf(conflicts)}`);
}

function requireOpen(review: Review, judgingIsOpen: boolean): void {
  requireOpenState(review);
  if (!judgingIsOpen) throw closed();
}

function requireOpenState({ state }: Review): void {
  if (state === 'SUBMITTED')
    throw rule('review.submitted', 'the scores are given; the secretariat can reopen the review');
  if (state === 'LAPSED') throw closed();
  if (!isOpen({ state } as Review))
    throw rule('review.not_assigned', `the review is ${state}: the application is no longer yours to judge`);
}

function requireScores(criteria: readonly Criterion[], scores: readonly CriterionScore[]): void {
  const seen = new Set<string>();
  for (const [index, { criterionId, score }] of scores.entries()) {
    const path = `scores[${index}]`;
    const criterion = criteria.find(({ id }) => id === criterionId);
    if (!criterion) throw invalid(`${path}.criterion_id`, 'criterion_unknown', `must be one of ${idsOf(criteria)}`);
    if (seen.has(criterionId))
      throw invalid(`${path}.criterion_id`, 'criterion_twice', `${criterionId} has its score already; give one each`);
    seen.add(criterionId);
    const { scaleMin, scaleMax } = criterion;
    if (score < scaleMin || score > scaleMax)
      throw invalid(`${path}.score`, 'scale', `must lie between ${scaleMin} and ${scaleMax} for ${criterionId}`);
  }
  const missing = criteria.filter(({ id }) => !seen.has(id));
  if (missing.length > 0) throw invalid('scores', 'criterion_missing', `must also have a score for ${idsOf(missing)}`);
}

const idsOf = (criteria: readonly Criterion[]): string => criteria.map(({ id }) => id).join(', ');

const namesOf = (conflicts: readonly Conflict[]): string =>
  conflicts.map(({ source, objectId }) => `${source} (${objectId})`).join(', ');

const barred = (conflicts: readonly Conflict[], wayOut: string) =>
  rule('review.conflict', `judgeId: the judge is not free to judge this application: ${namesOf(conflicts)}; ${wayOut}`);

const barredBlind = () =>
  rule('review.conflict', 'you are not free to judge this application; recuse yourself, and the secretariat sees why');

export const notStanding = (path = '') =>
  rule('application.not_standing', `${path}the application is withdrawn or not eligible, and is not judged`);

const closed = () => rule('judging.not_open', 'the judging of this round is not open; scores are taken while it is');

const sameScores = (a: readonly CriterionScore[], b: readonly CriterionScore[]): boolean =>
  a.length === b.length &&
  a.every(({ criterionId, score }) => b.some((one) => one.criterionId === criterionId && one.score === score));

function known(review: Review | null, id: string): Review {
  if (review) return review;
  throw notFound('review', id);
}
