/** Reviews over the wire, and whose they are. */
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { Review as ReviewMessage } from '@naru/contracts/program/v1/review';
import { answering, ownershipIn } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import type { Call, Handlers } from '@naru/kit/serve';
import { conflictsOf } from '../conflict/conflict.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import { type AssignJudge, type AssignNeighbours, assigner } from './assign.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { isOpen, type Review, type ReviewEvent } from './review.ts';
import type { ReviewStore } from './store.ts';

type ReviewRpcs = Pick<
  Handlers<typeof JudgingServiceDefinition>,
  'assignJudge' | 'unassignJudge' | 'submitReview' | 'reopenReview' | 'recuseReview' | 'getReview' | 'listReviews'
>;

export interface ReviewNeighbours extends AssignNeighbours {
  /** Keeps what a judge declared, so that they are not assigned to it again. */
  declareConflict(judgeId: string, conflict: Judge['declared'][number], call: Call): Promise<unknown>;
}

export function reviewRpcs(reviews: ReviewStore, neighbours: ReviewNeighbours): ReviewRpcs {
  const assign: AssignJudge = assigner(reviews, neighbours);

  /** In a blind round the secretariat sees which application it is, and the judge does not. */
  async function shown({ state, version }: Snapshot<Review>, { reach }: Call): Promise<ReviewMessage> {
    if (reach.any) return toProto(state, { version });
    const judging = await neighbours.judging(state.roundId);
    return toProto(state, { version, blind: judging?.blind ?? true });
  }

  const { existing, get, change: save } = answering(reviews, shown);

  /**
   * Changes a review in its judging. The review is read first and must be open where the verb needs it to be, then the
   * judging: see `settle.ts` of the judging for why this order leaves no gap at the end.
   */
  async function change(
    { id, etag }: { id: string; etag: string },
    call: Call,
    verb: (review: Review | null, judging: { judging: Judging | null; judgingIsOpen: boolean }) => ReviewEvent[],
  ): Promise<ReviewMessage> {
    const before = await existing(id);
    const judging = await neighbours.judging(before.state.roundId);
    const wasOpen = isOpen(before.state);
    const judgingIsOpen = judging?.state === 'OPEN';
    return save({ id, etag }, call, (review) =>
      verb(review, { judging, judgingIsOpen: judgingIsOpen && (wasOpen || !review || !isOpen(review)) }),
    );
  }

  async function standingOf({ judgeId, applicationId }: Review, now: Date) {
    const [judge, candidate] = await Promise.all([
      neighbours.judge(judgeId),
      neighbours.candidates.find(applicationId),
    ]);
    const conflicts = judge && candidate ? conflictsOf(judge, candidate, await neighbours.tiesOf(judge, now)) : [];
    return { conflicts, applicationStands: candidate?.stands ?? false };
  }

  return {
    assignJudge: async ({ applicationId, judgeId, reason }, call) =>
      // The pair is what makes a repeat the same, so the request id has nothing to add.
      shown(await assign({ applicationId, judgeId, reason }, { ...call, request: undefined }), call),
    unassignJudge: (request, call) =>
      change(request, call, (review) => decide.unassignJudge(review, { id: request.id })),
    submitReview: async ({ id, scores, comment, etag }, call) => {
      const standing = await standingOf((await existing(id)).state, call.now);
      return change({ id, etag }, call, (review, { judging, judgingIsOpen }) =>
        decide.submitReview(review, {
          id,
          criteria: judging?.criteria ?? [],
          scores,
          comment,
          judgingIsOpen,
          ...standing,
          blind: judging?.blind ?? true,
          at: call.now,
        }),
      );
    },
    reopenReview: ({ id, reason, etag }, call) =>
      change({ id, etag }, call, (review, { judgingIsOpen }) =>
        decide.reopenReview(review, { id, reason, judgingIsOpen }),
      ),
    recuseReview: async ({ id, reason, etag }, call) => {
      const { judgeId, applicationId } = (await existing(id)).state;
      const answer = await change({ id, etag }, call, (review, { judgingIsOpen }) =>
        decide.recuseReview(review, { id, reason, judgingIsOpen }),
      );
      // A retry of a call that ended between the two declares it all the same: recusing twice is no error.
      await neighbours.declareConflict(judgeId, { objectId: applicationId, reason }, call);
      return answer;
    },
    getReview: get,
    listReviews: async ({ applicationId, ...request }, call) => {
      // Asked by a judge, an application's id would tell what the label hides.
      const asked = { ...request, applicationId: call.reach.any ? applicationId : '' };
      const { found, ...page } = await reviews.list(asked, call.reach);
      return { reviews: await Promise.all(found.map((one) => shown(one, call))), ...page };
    },
  };
}

/** A review is its judge's. */
export const reviewOwnership = (reviews: ReviewStore) => ownershipIn(reviews, ({ subject }) => ({ subject }));
