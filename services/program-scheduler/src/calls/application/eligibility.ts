/** Whether a venture may apply to a round, and every rule that speaks against it. Pure. */
import type { FrozenProfile, Ineligibility } from '@naru/contracts/program/v1/application';
import type { Phase } from '@naru/contracts/program/v1/programme';
import type { Eligibility } from '@naru/contracts/program/v1/round';

/** What a round asks of its applicants: its own rules, and those of its phase. */
export interface Rules {
  phase: Phase | undefined;
  eligibility: Eligibility | undefined;
}

export interface Applicant {
  profile: FrozenProfile;
  centreId: string;
  putForwardBy: string;
  /** Selected before in a round of the programme. */
  selectedBefore: boolean;
}

/** What is not known does not exclude, except where a rule can only be met by what is known. */
export function ineligibilities({ phase, eligibility }: Rules, applicant: Applicant): Ineligibility[] {
  return [...againstPhase(phase, applicant), ...againstRound(eligibility, applicant)];
}

function againstPhase(phase: Phase | undefined, { profile, putForwardBy }: Applicant): Ineligibility[] {
  const { sectors = [], putForward = false } = phase ?? {};
  const { sectors: own } = profile;
  return [
    ...unless(sectors.length === 0 || own.some((sector) => sectors.includes(sector)), {
      code: 'SECTOR',
      message: `this phase admits ${sectors.join(', ')}; the venture ${own.length > 0 ? `is in ${own.join(', ')}` : 'has named no sector'}`,
    }),
    ...unless(!putForward || putForwardBy !== '', {
      code: 'PUT_FORWARD',
      message: 'put_forward_by: in this phase a support organisation puts each team forward; name it',
    }),
  ];
}

function againstRound(
  rules: Eligibility | undefined,
  { profile, centreId, selectedBefore }: Applicant,
): Ineligibility[] {
  if (!rules) return [];
  const { stages, centreIds, foundedFromYear, newcomersOnly } = rules;
  const { stage, foundedYear } = profile;
  return [
    ...unless(stages.length === 0 || stages.includes(stage), {
      code: 'STAGE',
      message: `the round is for the stages ${stages.join(', ')}; the venture is at ${stage}`,
    }),
    ...unless(centreIds.length === 0 || centreIds.includes(centreId), {
      code: 'CENTRE',
      message: `the round is for ventures of ${centreIds.join(', ')}; this one is of ${centreId}`,
    }),
    ...unless(foundedYear === 0 || foundedYear >= foundedFromYear, {
      code: 'FOUNDED',
      message: `the round is for ventures founded in ${foundedFromYear} or later; this one is of ${foundedYear}`,
    }),
    ...unless(!(newcomersOnly && selectedBefore), {
      code: 'NEWCOMER',
      message: 'the round is for ventures that this programme has not selected before',
    }),
  ];
}

const unless = (met: boolean, reason: Ineligibility): Ineligibility[] => (met ? [] : [reason]);
