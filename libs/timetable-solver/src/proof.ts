/** Whether a timetable is proven to be the best, said only where it is. */
import { type Bounds, improvePrices, pricing, roundedBound } from './bound.ts';
import { daysOf } from './days.ts';
import { leastMissing } from './missing.ts';
import type { Problem } from './problem.ts';
import type { Best } from './search.ts';

export function proofOf(problem: Problem, best: Best, bounds: Bounds): { bound: number; proven: boolean } {
  if (problem.chosen) return { bound: 0, proven: false };
  const proven = isFewest(problem, best, bounds.missing) && leastShortfall(problem, best) && best.gaps <= bounds.gaps;
  return { bound: Math.min(bounds.gaps, best.gaps), proven };
}

const missingOf = ({ meetings, hopeless }: Problem, { slotOf }: Best): number[] =>
  Array.from({ length: meetings }, (_, m) => m).filter((m) => slotOf[m] < 0 && !hopeless.has(m));

/** For every priority, no more meetings of it and above are missing than must be. */
function isFewest(problem: Problem, best: Best, bounds: Bounds['missing']): boolean {
  const levels = missingOf(problem, best).map((m) => problem.priority[m]);
  return [...new Set(levels)].every((level) => {
    const count = levels.filter((one) => one >= level).length;
    return bounds.some(({ priority, count: least }) => priority === level && least >= count);
  });
}

/** Who asked for fewer meetings than the minimum is short of it whatever happens. */
function leastShortfall({ participants, meetings, minimum, a, b, hopeless }: Problem, best: Best): boolean {
  const can = new Int32Array(participants);
  for (let m = 0; m < meetings; m++) {
    if (hopeless.has(m)) continue;
    for (const p of [a[m], b[m]]) can[p] = can[p] + 1;
  }
  let forced = 0;
  for (let p = 0; p < participants; p++) forced += Math.max(0, minimum[p] - can[p]);
  return best.shortfall <= forced;
}

/** The bounds as far as a number of rounds gets, given the best timetable so far. */
export function boundsOf(problem: Problem, best: Best, rounds: number): Bounds {
  const missing = leastMissing(problem);
  const one = pricing(problem, daysOf(problem), missingAtBest(problem, best, missing));
  const value = improvePrices(one, { rounds, target: Math.max(1, best.gaps) });
  return { missing, gaps: roundedBound(value) };
}

/**
 * How many meetings the timetables that leave out as few as possible can lack. Where some matter more than others, such
 * a timetable may lack more than ours does, as long as ours is not known to be one.
 */
function missingAtBest(problem: Problem, best: Best, bounds: Bounds['missing']): number {
  const missing = missingOf(problem, best).length;
  const isPlain = new Set(problem.priority).size === 1;
  return missing === 0 || isPlain || isFewest(problem, best, bounds) ? missing : problem.meetings;
}
