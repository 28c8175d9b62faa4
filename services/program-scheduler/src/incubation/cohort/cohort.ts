/**
 * A cohort of teams at a centre, and the two figures that are worked out from it. `evolve` is the only function that
 * changes it.
 */
import type {
  AcceptanceRate,
  CohortDetails,
  Cohort as CohortMessage,
  TeamCount,
} from '@naru/contracts/program/v1/cohort';

export type Cohort = Omit<CohortMessage, 'details' | 'teams' | 'acceptance' | 'etag'> & { details: CohortDetails };

export type CohortEvent =
  | { type: 'CohortCreated'; cohort: Cohort }
  | { type: 'CohortUpdated'; details: CohortDetails }
  | { type: 'CohortStarted' }
  | { type: 'CohortEnded' };

/** Never throws: events have already happened. */
export const evolve = (cohort: Cohort | null, event: CohortEvent): Cohort | null => {
  switch (event.type) {
    case 'CohortCreated':
      return event.cohort;
    case 'CohortUpdated':
      return cohort && { ...cohort, details: event.details };
    case 'CohortStarted':
      return cohort && { ...cohort, state: 'RUNNING' };
    case 'CohortEnded':
      return cohort && { ...cohort, state: 'ENDED' };
  }
};

/** The published figure is shown beside the counted one. Neither corrects the other. */
export function teamsOf({ details: { reportedTeams } }: Cohort, counted: number): TeamCount {
  const { value = counted, approx = false } = reportedTeams ?? {};
  return { value, counted, reported: reportedTeams !== undefined, approx };
}

/**
 * The rate divides by the number of applicants, so it has the source of that number. Without applicants there is no
 * rate.
 */
export function acceptanceOf(cohort: Cohort, counted: number): AcceptanceRate | undefined {
  const { reportedApplicants } = cohort.details;
  if (!reportedApplicants?.value) return undefined;
  const { value: applicants, source, refs } = reportedApplicants;
  const teams = teamsOf(cohort, counted).value;
  return { teams, applicants, percent: Math.round((teams * 10_000) / applicants) / 100, source, refs };
}
