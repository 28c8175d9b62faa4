/**
 * The scores of one judge for one application, from the assignment on. `evolve` is the only function that changes them.
 */
import type { DeclaredConflict_Reason } from '@naru/contracts/program/v1/judge';
import type { CriterionScore, Review_State } from '@naru/contracts/program/v1/review';

export interface Review {
  id: string;
  roundId: string;
  applicationId: string;
  judgeId: string;
  /** The subject of the judge, who finds their reviews by it. */
  subject: string;
  /** The label of the application in a blind round. */
  label: string;
  state: Review_State;
  /** Its numbered load among the applications of the judge in the round, from 1; 0 where there is no limit. */
  load: number;
  /** Its numbered seat on the panel of the application, from 1. */
  seat: number;
  scores: readonly CriterionScore[];
  /** The scores weighted by the rubric, 0–100. */
  weighted: number;
  comment: string;
  /** The reason for reopening it, or for assigning it in spite of a conflict. */
  reason: string;
  recusedFor: DeclaredConflict_Reason;
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
  | { type: 'ReviewRecused'; reason: DeclaredConflict_Reason }
  | { type: 'ReviewUnassigned' }
  | { type: 'ReviewLapsed' };

/** Never throws: events have already happened. */
export const evolve = (review: Review | null, event: ReviewEvent): Review | null => {
  if (event.type === 'ReviewAssigned') return event.review;
  if (!review) return null;
  switch (event.type) {
    case 'ReviewSubmitted': {
      const { scores, weighted, comment, at } = event;
      return { ...review, state: 'SUBMITTED', scores, weighted, comment, submittedAt: at };
    }
    case 'ReviewReopened':
      return { ...review, state: 'REOPENED', reason: event.reason };
    case 'ReviewRecused':
      return { ...review, state: 'RECUSED', recusedFor: event.reason };
    case 'ReviewUnassigned':
      return { ...review, state: 'UNASSIGNED' };
    case 'ReviewLapsed':
      // Scores that were submitted before the reopening stay.
      return { ...review, state: counts(review) ? 'SUBMITTED' : 'LAPSED' };
  }
};

/** Its scores are part of the ranking. Those of a reopened review count until it is submitted again. */
export const counts = ({ state }: { state: string }): boolean => state === 'SUBMITTED' || state === 'REOPENED';

/** The judge may give scores. */
export const isOpen = ({ state }: Review): boolean => state === 'ASSIGNED' || state === 'REOPENED';

/** It takes a seat of the panel and a load of the judge. */
export const stands = ({ state }: Review): boolean => state !== 'RECUSED' && state !== 'UNASSIGNED';

/** A-01 … …: the position of the application in an order that shows nothing about it. */
export const labelOf = (place: number): string => `A-${String(place).padStart(2, '0')}`;
