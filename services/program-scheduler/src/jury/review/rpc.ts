/** RPCs of reviews, and the owners of a review. */
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
  /** Stores a conflict that a judge declared, so that they are not assigned to this application again. */
  declareConflict(judgeId: string, conflict: Judge['declared'][number], call: Call): Promise<unknown>;
}

export function reviewRpcs(reviews: ReviewStore, neighbours: ReviewNeighbours): ReviewRpcs {
  const assign: AssignJudge = assigner(reviews, neighbours);

  /** In a blind round the secretariat sees which application it is; the judge does not. */
  async function shown({ state, version }: Snapshot<Review>, { reach }: Call): Promise<ReviewMessage> {
    if (reach.any) return toProto(state, { version });
    const judging = await neighbours.judging(state.roundId);
    return toProto(state, { version, blind: judging?.blind ?? true });
  }

  const { existing, get, change: save } = answering(reviews, shown);

  /**
   * Changes a review within its judging. It reads the review first, which must be open where the command needs that,
   * and then the judging. `settle.ts` of the judging explains why this order leaves no gap when the judging closes.
   */
  async function change(
    { id, etag }: { id: string; etag: string },
    call: Call,
    verb: (review: Review | null, judging: { judging: Judging | null } & decide.Openness) => ReviewEvent[],
  ): Promise<ReviewMessage> {
    const before = await existing(id);
    const judging = await neighbours.judging(before.state.roundId);
    const wasOpen = isOpen(before.state);
    const judgingIsOpen = judging?.state === 'OPEN';
    const judgingIsOver = judgingIsOpen ? undefined : judging?.state === 'CLOSED';
    return save({ id, etag }, call, (review) =>
      verb(review, {
        judging,
        judgingIsOpen: judgingIsOpen && (wasOpen || !review || !isOpen(review)),
        judgingIsOver,
      }),
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
      // The pair of ids already makes a retry the same request, so the request id is not used.
      shown(await assign({ applicationId, judgeId, reason }, { ...call, request: undefined }), call),
    unassignJudge: (request, call) =>
      change(request, call, (review) => decide.unassignJudge(review, { id: request.id })),
    submitReview: async ({ id, scores, comment, etag }, call) => {
      const standing = await standingOf((await existing(id)).state, call.now);
      return change({ id, etag }, call, (review, { judging, ...openness }) =>
        decide.submitReview(review, {
          id,
          criteria: judging?.criteria ?? [],
          scores,
          comment,
          ...openness,
          ...standing,
          blind: judging?.blind ?? true,
          at: call.now,
        }),
      );
    },
    reopenReview: ({ id, reason, etag }, call) =>
      change({ id, etag }, call, (review, { judging: _, ...openness }) =>
        decide.reopenReview(review, { id, reason, ...openness }),
      ),
    recuseReview: async ({ id, reason, etag }, call) => {
      const { judgeId, applicationId } = (await existing(id)).state;
      const answer = await change({ id, etag }, call, (review, { judging: _, ...openness }) =>
        decide.recuseReview(review, { id, reason, ...openness }),
      );
      // A retry after a crash between the two steps declares the conflict too: recusing twice is allowed.
      await neighbours.declareConflict(judgeId, { objectId: applicationId, reason }, call);
      return answer;
    },
    getReview: get,
    listReviews: async ({ applicationId, ...request }, call) => {
      // For a judge, the id of an application would show what the label hides.
      const asked = { ...request, applicationId: call.reach.any ? applicationId : '' };
      const { found, ...page } = await reviews.list(asked, call.reach);
      return { reviews: await Promise.all(found.map((one) => shown(one, call))), ...page };
    },
  };
}

/** A review belongs to its judge. */
export const reviewOwnership = (reviews: ReviewStore) => ownershipIn(reviews, ({ subject }) => ({ subject }));
