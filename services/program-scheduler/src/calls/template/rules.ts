/**
 * Rules of the phases of a template that the validation of the contract cannot express: the rules of programmes, in
 * days.
 */
import type { TemplatePhase } from '@naru/contracts/program/v1/template';
import { given } from '@naru/kit/field-texts';
import { together } from '@naru/kit/rejection';
import { requireTeams } from '../../standards/quota.ts';
import { refusePhase } from '../../standards/texts.ts';
import type { DaysPhase } from './template.ts';

/** Phases follow one another: each begins after the one before has ended. @throws Rejection naming the fields */
export function requirePhases(path: string, asked: TemplatePhase[]): DaysPhase[] {
  const phases = together(
    ...asked.map((phase, index) => () => {
      const fromDay = given(`${path}[${index}].from_day`, phase.fromDay);
      return { ...phase, fromDay };
    }),
  );
  together(
    ...phases.map((phase, index) => () => {
      together(
        () => requireTeams(`${path}[${index}]`, phase),
        () => requireEnd(path, { phase, index, next: phases[index + 1] }),
      );
    }),
  );
  return phases;
}

/** A phase has ended when the next one begins. */
function requireEnd(
  path: string,
  { phase, index, next }: { phase: DaysPhase; index: number; next: DaysPhase | undefined },
): void {
  if (!next) return;
  const { fromDay, days } = phase;
  if (days === 0) throw refusePhase(`${path}[${index}].days`, 'open_ended');
  const dayMin = fromDay + days;
  if (next.fromDay < dayMin)
    throw refusePhase(`${path}[${index + 1}].from_day`, 'overlap', { after: undefined, dayMin });
}
