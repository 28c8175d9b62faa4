/** Events of a review: its whole state, without free texts about a team or a judge. */
import {
  ReviewAssigned,
  ReviewLapsed,
  ReviewRecused,
  ReviewReopened,
  ReviewSnapshot,
  ReviewSubmitted,
  ReviewUnassigned,
} from '@naru/contracts/program/v1/judging_events';
import type { Review as ReviewMessage } from '@naru/contracts/program/v1/review';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Review, ReviewEvent } from './review.ts';

const CODECS = { ReviewAssigned, ReviewSubmitted, ReviewReopened, ReviewRecused, ReviewUnassigned, ReviewLapsed };

export const publish = ({ type }: ReviewEvent, review: Review): Outgoing =>
  outgoing(CODECS[type], { review: told(review) });

export const snapshot = (review: Review): Outgoing => outgoing(ReviewSnapshot, { review: told(review) });

/** Only the judge may publish why they have a conflict. */
const told = (review: Review): ReviewMessage => ({
  ...toProto(review),
  comment: '',
  reason: '',
  recusedFor: 'REASON_UNSPECIFIED',
});
