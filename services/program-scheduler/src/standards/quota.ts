/**
 * Rules of quotas that the validation of the contract cannot express. Programmes, phases and templates all use them.
 */
import type { ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import { refuseStandard } from './texts.ts';

const NO_LIMITS: ProgrammeQuota = { teamsMax: 0, teamsMin: 0, roundsPerYear: 0, shortfallNeedsReason: false };

/** A missing quota means no limit. @throws Rejection */
export function requireQuota(path: string, quota: ProgrammeQuota = NO_LIMITS): ProgrammeQuota {
  requireTeams(path, quota);
  return quota;
}

/** @throws Rejection where the minimum of teams is above the maximum */
export function requireTeams(path: string, { teamsMax, teamsMin }: { teamsMax: number; teamsMin: number }): void {
  if (teamsMax > 0 && teamsMin > teamsMax) throw refuseStandard(`${path}.teams_min`, 'quota.teams_range', { teamsMax });
}
