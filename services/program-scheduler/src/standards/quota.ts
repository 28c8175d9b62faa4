/** The rules of quotas that the contract cannot say. Programmes, phases and templates have them alike. */
import type { ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import { refuseStandard } from './texts.ts';

const NO_LIMITS: ProgrammeQuota = { teamsMax: 0, teamsMin: 0, roundsPerYear: 0, shortfallNeedsReason: false };

/** Nothing given means no limit. @throws Rejection */
export function requireQuota(path: string, quota: ProgrammeQuota = NO_LIMITS): ProgrammeQuota {
  requireTeams(path, quota);
  return quota;
}

/** @throws Rejection where the fewest teams are more than the most */
export function requireTeams(path: string, { teamsMax, teamsMin }: { teamsMax: number; teamsMin: number }): void {
  if (teamsMax > 0 && teamsMin > teamsMax) throw refuseStandard(`${path}.teams_min`, 'quota.teams_range', { teamsMax });
}
