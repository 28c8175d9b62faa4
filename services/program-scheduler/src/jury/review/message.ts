/** Turns a review into its protobuf message. */
import type { Review as ReviewMessage } from '@naru/contracts/program/v1/review';
import type { Review } from './review.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (
  { load: _, seat: __, subject: ___, ...review }: Review,
  { version = 0, blind = false }: { version?: number; blind?: boolean } = {},
): ReviewMessage => ({
  ...review,
  applicationId: blind ? '' : review.applicationId,
  scores: [...review.scores],
  etag: version ? String(version) : '',
});
