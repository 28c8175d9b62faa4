/** Commands on a cohort. Pure: the present state and a command give events, or a refusal. */
import type { CohortDetails } from '@naru/contracts/program/v1/cohort';
import type { Cohort, CohortEvent } from './cohort.ts';
import { known, refuse } from './texts.ts';

/** A cohort is planned once. */
export function createCohort(existing: Cohort | null, cohort: Cohort): CohortEvent[] {
  return existing ? [] : [{ type: 'CohortCreated', cohort }];
}

/** Seats can only be added: a team that is being admitted now may take the last one. */
export function updateCohort(cohort: Cohort | null, details: CohortDetails): CohortEvent[] {
  const { details: before } = known(cohort);
  if (details.seats < before.seats) throw refuse('seats_lowered', { seats: before.seats });
  return JSON.stringify(before) === JSON.stringify(details) ? [] : [{ type: 'CohortUpdated', details }];
}

/** A cohort begins once. */
export function startCohort(cohort: Cohort | null): CohortEvent[] {
  const { state } = known(cohort);
  if (state === 'ENDED') throw refuse('ended');
  return state === 'RUNNING' ? [] : [{ type: 'CohortStarted' }];
}

/** A cohort can end only after it has begun. */
export function endCohort(cohort: Cohort | null): CohortEvent[] {
  const { state } = known(cohort);
  if (state === 'PLANNED') throw refuse('not_running');
  return state === 'ENDED' ? [] : [{ type: 'CohortEnded' }];
}
