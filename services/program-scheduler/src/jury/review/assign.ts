/** Assigns one judge to one application: by hand, or as part of an assignment of all. */
import type { Cause } from '@naru/kit/outbox';
import { notFound } from '@naru/kit/rejection';
import type { Candidates } from '../candidate/store.ts';
import { conflictsOf } from '../conflict/conflict.ts';
import type { TiesOf } from '../conflict/ties.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import * as decide from './decide.ts';
import { inFreePlaces } from './places.ts';
import { labelOf, type Review, stands } from './review.ts';
import { type ReviewStore, reviewId } from './store.ts';

/** Functions of other nouns of this service that reviews call. */
export interface AssignNeighbours {
  judge(id: string): Promise<Judge | null>;
  judging(roundId: string): Promise<Judging | null>;
  candidates: Candidates;
  /** Whether the round accepts applications. */
  isTaking(roundId: string, now: Date): Promise<boolean>;
  tiesOf: TiesOf;
}

export type AssignJudge = (
  wanted: { applicationId: string; judgeId: string; reason: string },
  cause: Cause,
) => ReturnType<ReviewStore['change']>;

/** The stricter of the limits of the judge and of the plan on the number of applications; 0 for no limit. */
export function loadMaxOf(judge: Pick<Judge, 'loadMax'>, judging: Pick<Judging, 'panel'> | null): number {
  const limits = [judge.loadMax, judging?.panel?.loadMax ?? 0].filter((limit) => limit > 0);
  return limits.length > 0 ? Math.min(...limits) : 0;
}

export function assigner(reviews: ReviewStore, neighbours: AssignNeighbours): AssignJudge {
  return async ({ applicationId, judgeId, reason }, cause) => {
    const id = reviewId(applicationId, judgeId);
    const existing = await reviews.find(id);
    // A repeated request: the review already has its places.
    if (existing && stands(existing.state)) return existing;
    const [judge, candidate] = await Promise.all([
      neighbours.judge(judgeId),
      neighbours.candidates.find(applicationId),
    ]);
    if (!judge) throw notFound('judge', judgeId);
    if (!candidate) throw notFound('application', applicationId);
    const { roundId } = candidate;
    const [roundIsTaking, judging, ties, places] = await Promise.all([
      neighbours.isTaking(roundId, cause.now),
      neighbours.judging(roundId),
      neighbours.tiesOf(judge, cause.now),
      neighbours.candidates.anonymousPlaces(roundId),
    ]);
    const circumstances: decide.Circumstances = {
      judging,
      judgeIsActive: judge.state === 'ACTIVE',
      applicationStands: candidate.stands,
      roundIsTaking,
      conflicts: conflictsOf(judge, candidate, ties),
    };
    const review: Review = {
      id,
      roundId,
      applicationId,
      judgeId,
      subject: judge.subject,
      label: labelOf(places.get(applicationId) ?? 0),
      state: 'ASSIGNED',
      load: 0,
      seat: 0,
      scores: [],
      weighted: 0,
      comment: '',
      reason,
      recusedFor: 'REASON_UNSPECIFIED',
      assignedAt: cause.now,
      submittedAt: undefined,
    };
    // Refusals that do not depend on free places come first, so that the caller reads the real reason.
    decide.assignJudge(existing?.state ?? null, review, circumstances);
    const limits = { loadMax: loadMaxOf(judge, judging), panelSize: judging?.panel?.panelSize ?? 0 };
    return inFreePlaces(reviews, { roundId, applicationId, judgeId, ...limits }, (free) =>
      reviews.change(id, (before) => decide.assignJudge(before, { ...review, ...free }, circumstances), cause),
    );
  };
}
