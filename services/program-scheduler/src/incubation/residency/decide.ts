/** What may be done with a residency. Pure: the present state and a command give events, or a refusal. */
import type { Residency_LeaveReason } from '@naru/contracts/program/v1/residency';
import { type CivilDate, compareDates, isoDate } from '@naru/kit/civil-date';
import { refusals } from '@naru/kit/rejection';
import type { Residency, ResidencyEvent } from './residency.ts';

const { known, rule } = refusals('residency');
const cohortEnded = () => rule('cohort.ended', 'the cohort is over; apply to another one');

/** A venture that is not hidden applies to a cohort that is not over. */
export function applyForResidency(
  existing: Residency | null,
  residency: Residency,
  { cohortIsOver, ventureIsHidden }: { cohortIsOver: boolean; ventureIsHidden: boolean },
): ResidencyEvent[] {
  if (existing) return [];
  if (cohortIsOver) throw cohortEnded();
  if (ventureIsHidden)
    throw rule('residency.venture_hidden', 'the venture is suspended or closed, or has withdrawn its consent');
  return [{ type: 'ResidencyApplied', residency }];
}

/** A team that has applied is taken in on a seat. That a seat is taken once is its unique key's to say. */
export function admitTeam(
  residency: Residency | null,
  { seat, startedOn, cohortIsOver }: { seat: number; startedOn: CivilDate; cohortIsOver: boolean },
): ResidencyEvent[] {
  const { state } = known(residency);
  if (state === 'RESIDENT') return [];
  if (state !== 'APPLIED') throw over();
  if (cohortIsOver) throw cohortEnded();
  return [{ type: 'ResidencyStarted', seat, startedOn }];
}

/** Only a resident team comes through. */
export function graduateTeam(residency: Residency | null, endedOn: CivilDate): ResidencyEvent[] {
  const { state, startedOn } = known(residency);
  if (state === 'GRADUATED') return [];
  if (state === 'APPLIED') throw rule('residency.not_resident', 'the team has not been admitted');
  if (state === 'LEFT') throw over();
  requireAfter(startedOn, endedOn);
  return [{ type: 'ResidencyGraduated', endedOn }];
}

/** Who has applied or is resident may go; only who has merely applied can be not admitted. */
export function leaveCohort(
  residency: Residency | null,
  { reason, endedOn }: { reason: Residency_LeaveReason; endedOn: CivilDate },
): ResidencyEvent[] {
  const { state, startedOn } = known(residency);
  if (state === 'LEFT') return [];
  if (state === 'GRADUATED') throw over();
  if (reason === 'NOT_ADMITTED' && state === 'RESIDENT')
    throw rule('residency.resident', 'reason: the team is resident; it can leave by itself or by its centre');
  requireAfter(startedOn, endedOn);
  return [{ type: 'ResidencyLeft', reason, endedOn }];
}

function requireAfter(startedOn: CivilDate | undefined, endedOn: CivilDate): void {
  if (startedOn && compareDates(endedOn, startedOn) < 0)
    throw rule('residency.ends_early', `ended_on: must not be before ${isoDate(startedOn)}, when the team came`);
}

const over = () => rule('residency.over', 'the residency is over: the team has graduated or left');
