/** Turns an outcome into its protobuf message. */
import type { Outcome as OutcomeMessage } from '@naru/contracts/ledger/v1/outcome';
import type { Outcome } from './outcome.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = ({ once: _, ...outcome }: Outcome, version = 0): OutcomeMessage => ({
  ...outcome,
  etag: version ? String(version) : '',
});
