/** The rules of phases that the contract cannot say. */
import type { Phase } from '@naru/contracts/program/v1/programme';
import { checkDate, compareDates, isoDate } from '@naru/kit/civil-date';
import { refusals } from '@naru/kit/rejection';
import { requireTeams } from '../../standards/quota.ts';

const { invalid } = refusals('phase');

/** Phases follow one another: numbered from 1, each beginning after the one before has ended. @throws Rejection */
export function requirePhases(path: string, phases: Phase[]): Phase[] {
  phases.forEach((phase, index) => {
    const here = `${path}[${index}]`;
    if (phase.number !== index + 1)
      throw invalid(`${here}.number`, 'order', `must be ${index + 1}: phases are numbered in order of time`);
    requireDates(here, phase);
    requireTeams(here, phase);
    const next = phases[index + 1]?.from;
    if (!next) return;
    if (!phase.to) throw invalid(`${here}.to`, 'open_ended', 'must be given: only the last phase can be open-ended');
    if (compareDates(phase.to, next) >= 0)
      throw invalid(
        `${path}[${index + 1}].from`,
        'overlap',
        `must be after ${isoDate(phase.to)}, on which the phase before ends`,
      );
  });
  return phases;
}

function requireDates(path: string, { from, to }: Phase): void {
  if (from) checkDate(`${path}.from`, from);
  if (to) checkDate(`${path}.to`, to);
  if (from && to && compareDates(to, from) < 0)
    throw invalid(`${path}.to`, 'ends_early', `must not be before ${isoDate(from)}, on which it begins`);
}
