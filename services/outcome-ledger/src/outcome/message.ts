/** An outcome as the wire has it. */
import type { Outcome as OutcomeMessage } from '@naru/contracts/ledger/v1/outcome';
import type { Outcome } from './outcome.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (outcome: Outcome, version = 0): OutcomeMessage => ({
  ...outcome,
  etag: version ? String(version) : '',
});
