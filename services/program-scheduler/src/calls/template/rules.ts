/** The rules of a template's phases that the contract cannot say: those of a programme's, counted in days. */
import type { TemplatePhase } from '@naru/contracts/program/v1/template';
import { refusals } from '@naru/kit/rejection';
import { requireTeams } from '../../standards/quota.ts';

const { invalid } = refusals('phase');

/** Phases follow one another: each begins after the one before has ended. @throws Rejection naming the field */
export function requirePhases(path: string, phases: TemplatePhase[]): TemplatePhase[] {
  phases.forEach((phase, index) => {
    const here = `${path}[${index}]`;
    requireTeams(here, phase);
    const next = phases[index + 1];
    if (!next) return;
    const { fromDay, days } = phase;
    if (days === 0) throw invalid(`${here}.days`, 'open_ended', 'must be given: only the last phase can be open-ended');
    if (next.fromDay < fromDay + days)
      throw invalid(
        `${path}[${index + 1}].from_day`,
        'overlap',
        `must be at least ${fromDay + days}: until then the phase before lasts`,
      );
  });
  return phases;
}
