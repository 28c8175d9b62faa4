/**
 * Rules of the phases of a template that the validation of the contract cannot express: the rules of programmes, in
 * days.
 */
import type { TemplatePhase } from '@naru/contracts/program/v1/template';
import { together } from '@naru/kit/rejection';
import { requireTeams } from '../../standards/quota.ts';
import { refusePhase } from '../../standards/texts.ts';

/** Phases follow one another: each begins after the one before has ended. @throws Rejection naming the fields */
export function requirePhases(path: string, phases: TemplatePhase[]): TemplatePhase[] {
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
  { phase, index, next }: { phase: TemplatePhase; index: number; next: TemplatePhase | undefined },
): void {
  if (!next) return;
  const { fromDay, days } = phase;
  if (days === 0) throw refusePhase(`${path}[${index}].days`, 'open_ended');
  const dayMin = fromDay + days;
  if (next.fromDay < dayMin)
    throw refusePhase(`${path}[${index + 1}].from_day`, 'overlap', { after: undefined, dayMin });
}
