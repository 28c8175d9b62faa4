/** Rules of phases that the validation of the contract cannot express. */
import type { Phase } from '@naru/contracts/program/v1/programme';
import { checkDate, compareDates } from '@naru/kit/civil-date';
import { requireNone, together } from '@naru/kit/rejection';
import { requireTeams } from '../../standards/quota.ts';
import { phaseFault, refusePhase } from '../../standards/texts.ts';

/** Phases are numbered from 1, and each begins after the one before has ended. @throws Rejection */
export function requirePhases(path: string, phases: Phase[]): Phase[] {
  together(
    ...phases.map((phase, index) => () => {
      const here = `${path}[${index}]`;
      const number = index + 1;
      together(
        () => requireNone(phase.number === number ? [] : [phaseFault(`${here}.number`, 'order', { number })]),
        () => requireDates(here, phase),
        () => requireTeams(here, phase),
        () => requireEnd(path, { phase, index, next: phases[number]?.from }),
      );
    }),
  );
  return phases;
}

function requireDates(path: string, { from, to }: Phase): void {
  together(
    () => from && checkDate(`${path}.from`, from),
    () => to && checkDate(`${path}.to`, to),
  );
  if (from && to && compareDates(to, from) < 0) throw refusePhase(`${path}.to`, 'ends_early', { from });
}

/** A phase has ended when the next one begins. */
function requireEnd(path: string, { phase, index, next }: { phase: Phase; index: number; next: Phase['from'] }): void {
  if (!next) return;
  const { to } = phase;
  if (!to) throw refusePhase(`${path}[${index}].to`, 'open_ended');
  if (compareDates(to, next) >= 0)
    throw refusePhase(`${path}[${index + 1}].from`, 'overlap', { after: to, dayMin: undefined });
}
