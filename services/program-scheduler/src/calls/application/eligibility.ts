/** Whether a venture may apply to a round, and every rule that excludes it. Pure. */
import type { FrozenProfile } from '@naru/contracts/program/v1/application';
import type { Phase } from '@naru/contracts/program/v1/programme';
import type { Eligibility } from '@naru/contracts/program/v1/round';
import { type Ineligible, ineligible } from './texts.ts';

/** The rules for applicants: those of the round, and those of its phase. */
export interface Rules {
  phase: Phase | undefined;
  eligibility: Eligibility | undefined;
}

export interface Applicant {
  profile: FrozenProfile;
  centreId: string;
  putForwardBy: string;
  /** The programme has selected the venture in an earlier round. */
  selectedBefore: boolean;
}

/** An unknown value excludes nobody, except by a rule that only a known value can meet. */
export function reasonsAgainst({ phase, eligibility }: Rules, applicant: Applicant): Ineligible[] {
  return [...againstPhase(phase, applicant), ...againstRound(eligibility, applicant)];
}

function againstPhase(phase: Phase | undefined, { profile, putForwardBy }: Applicant): Ineligible[] {
  const { sectors = [], putForward = false } = phase ?? {};
  const { sectors: own } = profile;
  const admitted = sectors.length === 0 || own.some((sector) => sectors.includes(sector));
  return [
    ...(admitted ? [] : [ineligible('SECTOR', { admitted: sectors, own })]),
    ...(putForward && putForwardBy === '' ? [ineligible('PUT_FORWARD')] : []),
  ];
}

function againstRound(rules: Eligibility | undefined, { profile, centreId, selectedBefore }: Applicant): Ineligible[] {
  if (!rules) return [];
  const { stages, centreIds, foundedFromYear: yearMin, newcomersOnly } = rules;
  const { stage, foundedYear: year } = profile;
  const own = stage === 'STAGE_UNSPECIFIED' ? [] : [stage];
  return [
    ...(stages.length === 0 || stages.includes(stage) ? [] : [ineligible('STAGE', { admitted: stages, own })]),
    ...(centreIds.length === 0 || centreIds.includes(centreId)
      ? []
      : [ineligible('CENTRE', { admitted: centreIds, own: centreId })]),
    ...(year === 0 || year >= yearMin ? [] : [ineligible('FOUNDED', { yearMin, year })]),
    ...(newcomersOnly && selectedBefore ? [ineligible('NEWCOMER')] : []),
  ];
}
