/** Turns a cohort into its protobuf message. */
import type { Cohort as CohortMessage } from '@naru/contracts/program/v1/cohort';
import type { Cohort } from './cohort.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (cohort: Cohort, shown: Partial<CohortMessage> = {}): CohortMessage => ({
  teams: undefined,
  acceptance: undefined,
  etag: '',
  ...cohort,
  ...shown,
});
