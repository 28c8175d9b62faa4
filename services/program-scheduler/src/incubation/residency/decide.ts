/** Commands on a residency. Pure: the present state and a command give events, or a refusal. */
import type { Residency_LeaveReason } from '@naru/contracts/program/v1/residency';
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { Residency, ResidencyEvent } from './residency.ts';
import { known, refuse } from './texts.ts';

/** A venture that is not hidden applies to a cohort that has not ended. */
export function applyForResidency(
  existing: Residency | null,
  residency: Residency,
  { cohortIsOver, ventureIsHidden }: { cohortIsOver: boolean; ventureIsHidden: boolean },
): ResidencyEvent[] {
  if (existing) return [];
  if (cohortIsOver) throw refuse('cohort_ended');
  if (ventureIsHidden) throw refuse('venture_hidden');
  return [{ type: 'ResidencyApplied', residency }];
}

/** A team that has applied gets a numbered seat. The unique key guarantees that a seat is taken once. */
export function admitTeam(
  residency: Residency | null,
  { seat, startedOn, cohortIsOver }: { seat: number; startedOn: CivilDate; cohortIsOver: boolean },
): ResidencyEvent[] {
  const { state, leaveReason } = known(residency);
  if (state === 'RESIDENT') return [];
  if (state !== 'APPLIED') throw over(state, leaveReason);
  if (cohortIsOver) throw refuse('cohort_ended');
  return [{ type: 'ResidencyStarted', seat, startedOn }];
}

/** Only a resident team can graduate. */
export function graduateTeam(residency: Residency | null, endedOn: CivilDate): ResidencyEvent[] {
  const { state, startedOn, leaveReason } = known(residency);
  if (state === 'GRADUATED') return [];
  if (state === 'APPLIED') throw refuse('not_resident');
  if (state === 'LEFT') throw over(state, leaveReason);
  requireAfter(startedOn, endedOn);
  return [{ type: 'ResidencyGraduated', endedOn }];
}

/** An applicant or a resident may leave. Only an applicant can be marked as not admitted. */
export function leaveCohort(
  residency: Residency | null,
  { reason, endedOn }: { reason: Residency_LeaveReason; endedOn: CivilDate },
): ResidencyEvent[] {
  const { state, startedOn } = known(residency);
  if (state === 'LEFT') return [];
  if (state === 'GRADUATED') throw refuse('over', { how: state });
  if (reason === 'NOT_ADMITTED' && state === 'RESIDENT') throw refuse('resident');
  requireAfter(startedOn, endedOn);
  return [{ type: 'ResidencyLeft', reason, endedOn }];
}

function over(state: Residency['state'], leaveReason: Residency_LeaveReason) {
  if (state === 'GRADUATED') return refuse('over', { how: state });
  return refuse('over', { how: leaveReason === 'NOT_ADMITTED' ? leaveReason : 'LEFT' });
}

function requireAfter(startedOn: CivilDate | undefined, endedOn: CivilDate): void {
  if (startedOn && compareDates(endedOn, startedOn) < 0) throw refuse('ends_early', { startedOn });
}
