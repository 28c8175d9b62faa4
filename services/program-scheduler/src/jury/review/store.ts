/**
 * The collection of reviews. Unique keys allow one for a judge and an application, one for each load of a judge, and
 * one for each seat of a panel.
 */
import { ListReviewsRequest } from '@naru/contracts/program/v1/review';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import type { Cause } from '@naru/kit/outbox';
import { withinReach } from '@naru/kit/reach';
import { endReview, lapseReview } from './decide.ts';
import { publish, snapshot } from './events.ts';
import { evolve, type Review, type ReviewEvent, stands } from './review.ts';
import { refuse } from './texts.ts';

export type ReviewStore = AggregateStore<Review, ReviewEvent, ListReviewsRequest>;

/** Refusals for a load and a seat that another review has. */
export const LOAD_TAKEN = 'review.load_taken';
export const SEAT_TAKEN = 'review.seat_taken';

export const reviewId = (applicationId: string, judgeId: string): string => derivedId('rev', applicationId, judgeId);

export const reviewStore = ({ db, relay }: Host): ReviewStore =>
  aggregateStore<Review, ReviewEvent, ListReviewsRequest>(
    {
      db,
      noun: 'review',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: (review) => ({
        load: stands(review) && review.load > 0 ? `${review.roundId}:${review.judgeId}:${review.load}` : undefined,
        seat: stands(review) ? `${review.applicationId}:${review.seat}` : undefined,
      }),
      taken: {
        load: () => refuse('load_taken'),
        seat: () => refuse('seat_taken'),
      },
      indexes: [
        { key: { 'state.subject': 1, _id: 1 } },
        { key: { 'state.applicationId': 1, _id: 1 } },
        { key: { 'state.roundId': 1, 'state.judgeId': 1, _id: 1 } },
        { key: { 'state.roundId': 1, 'state.state': 1, _id: 1 } },
      ],
      list: {
        request: ListReviewsRequest,
        filters: {
          roundId: 'state.roundId',
          applicationId: 'state.applicationId',
          judgeId: 'state.judgeId',
          state: 'state.state',
        },
        // A judge has nothing to do with a review that is not theirs any more.
        reach: (reach) => ({
          ...withinReach(reach, { subject: 'state.subject' }),
          ...(reach.any ? {} : { 'state.state': { $ne: 'UNASSIGNED' } }),
        }),
        orders: { assigned_at: 'state.assignedAt', submitted_at: 'state.submittedAt' },
      },
    },
    relay,
  );

const AT_ONCE = 16;

/** Ends the open reviews of a round. */
export async function lapseReviews(reviews: ReviewStore, roundId: string, cause: Cause): Promise<void> {
  const open = await reviews.all({ where: { roundId, state: ['ASSIGNED', 'REOPENED'] } });
  for (let from = 0; from < open.length; from += AT_ONCE)
    await Promise.all(open.slice(from, from + AT_ONCE).map(({ id }) => reviews.change(id, lapseReview, cause)));
}

/** Ends the open reviews of an application that was withdrawn. */
export async function endReviewsOf(reviews: ReviewStore, applicationId: string, cause: Cause): Promise<void> {
  const open = await reviews.all({ where: { applicationId, state: ['ASSIGNED', 'REOPENED'] } });
  for (const { id } of open) await reviews.change(id, endReview, { ...cause, request: undefined });
}
