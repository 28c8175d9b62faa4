/** A cohort as the wire has it. */
import type { Cohort as CohortMessage } from '@naru/contracts/program/v1/cohort';
import type { Cohort } from './cohort.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (cohort: Cohort, shown: Partial<CohortMessage> = {}): CohortMessage => ({
  teams: undefined,
  acceptance: undefined,
  etag: '',
  ...cohort,
  ...shown,
});
