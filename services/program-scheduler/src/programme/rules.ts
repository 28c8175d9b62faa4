/** The rules of phases and quotas that the contract cannot say. */
import type { Phase, ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import { checkDate, compareDates, isoDate } from '@naru/kit/civil-date';
import { invalidField } from '@naru/kit/rejection';

const NO_LIMITS: ProgrammeQuota = { teamsMax: 0, teamsMin: 0, roundsPerYear: 0, shortfallNeedsReason: false };

/** Phases follow one another: numbered from 1, each beginning after the one before has ended. @throws Rejection */
export function requirePhases(path: string, phases: Phase[]): Phase[] {
  phases.forEach((phase, index) => {
    const here = `${path}[${index}]`;
    if (phase.number !== index + 1)
      throw invalidField(`${here}.number`, 'phase.order', `must be ${index + 1}: phases are numbered in order of time`);
    requireDates(here, phase);
    requireTeams(here, phase);
    const next = phases[index + 1]?.from;
    if (!next) return;
    if (!phase.to)
      throw invalidField(`${here}.to`, 'phase.open_ended', 'must be given: only the last phase can be open-ended');
    if (compareDates(phase.to, next) >= 0)
      throw invalidField(
        `${path}[${index + 1}].from`,
        'phase.overlap',
        `must be after ${isoDate(phase.to)}, on which the phase before ends`,
      );
  });
  return phases;
}

function requireDates(path: string, { from, to }: Phase): void {
  if (from) checkDate(`${path}.from`, from);
  if (to) checkDate(`${path}.to`, to);
  if (from && to && compareDates(to, from) < 0)
    throw invalidField(`${path}.to`, 'phase.ends_early', `must not be before ${isoDate(from)}, on which it begins`);
}

/** Nothing given means no limit. @throws Rejection */
export function requireQuota(path: string, quota: ProgrammeQuota = NO_LIMITS): ProgrammeQuota {
  requireTeams(path, quota);
  return quota;
}

/** @throws Rejection where the fewest teams are more than the most */
export function requireTeams(path: string, { teamsMax, teamsMin }: { teamsMax: number; teamsMin: number }): void {
  if (teamsMax > 0 && teamsMin > teamsMax)
    throw invalidField(`${path}.teams_min`, 'quota.teams_range', `must not be above teams_max, ${teamsMax}`);
}
