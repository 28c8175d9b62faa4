/** One judge's scores for one application, from the assignment on, and the one place they change. */
import type { ConflictReason } from '@naru/contracts/program/v1/judge';
import type { CriterionScore, ReviewState } from '@naru/contracts/program/v1/review';

export interface Review {
  id: string;
  roundId: string;
  applicationId: string;
  judgeId: string;
  /** The judge's own subject, by which they find their work. */
  subject: string;
  /** What the application is called in a blind round. */
  label: string;
  state: ReviewState;
  /** Which of the judge's applications in the round it is, from 1; 0 where there is no limit. */
  load: number;
  /** Which of the seats on the application's panel it is, from 1. */
  seat: number;
  scores: readonly CriterionScore[];
  /** The scores weighted by the rubric, 0–100. */
  weighted: number;
  comment: string;
  /** Why it was reopened, or why it was assigned in spite of a conflict. */
  reason: string;
  recusedFor: ConflictReason;
  assignedAt: Date;
  submittedAt: Date | undefined;
}

export type ReviewEvent =
  | { type: 'ReviewAssigned'; review: Review }
  | {
      type: 'ReviewSubmitted';
      scores: readonly CriterionScore[];
      weighted: number;
      comment: string;
      at: Date;
    }
  | { type: 'ReviewReopened'; reason: string }
  | { type: 'ReviewRecused'; reason: ConflictReason }
  | { type: 'ReviewUnassigned' }
  | { type: 'ReviewLapsed' };

/** Never throws: events have already happened. */
export const evolve = (review: Review | null, event: ReviewEvent): Review | null => {
  if (event.type === 'ReviewAssigned') return event.review;
  if (!review) return null;
  switch (event.type) {
    case 'ReviewSubmitted': {
      const { scores, weighted, comment, at } = event;
      return { ...review, state: 'REVIEW_SUBMITTED', scores, weighted, comment, submittedAt: at };
    }
    case 'ReviewReopened':
      return { ...review, state: 'REVIEW_REOPENED', reason: event.reason };
    case 'ReviewRecused':
      return { ...review, state: 'REVIEW_RECUSED', recusedFor: event.reason };
    case 'ReviewUnassigned':
      return { ...review, state: 'REVIEW_UNASSIGNED' };
    case 'ReviewLapsed':
      // What was given before it was reopened stands.
      return { ...review, state: counts(review) ? 'REVIEW_SUBMITTED' : 'REVIEW_LAPSED' };
  }
};

/** Its scores are part of the ranking. A reopened one counts as it was until it is submitted again. */
export const counts = ({ state }: Review): boolean => state === 'REVIEW_SUBMITTED' || state === 'REVIEW_REOPENED';

/** The judge may give scores. */
export const isOpen = ({ state }: Review): boolean => state === 'REVIEW_ASSIGNED' || state === 'REVIEW_REOPENED';

/** It takes a seat on the panel and one of the judge's loads. */
export const stands = ({ state }: Review): boolean => state !== 'REVIEW_RECUSED' && state !== 'REVIEW_UNASSIGNED';

/** A-01 … …: what place the application has in an order that nobody can tell anything from. */
export const labelOf = (place: number): string => `A-${String(place).padStart(2, '0')}`;
