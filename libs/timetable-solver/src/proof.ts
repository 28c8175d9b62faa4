/** Decides whether a timetable is proven to be the best. */
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

/** For every priority, the number of missing meetings of it and above is the least possible. */
function isFewest(problem: Problem, best: Best, bounds: Bounds['missing']): boolean {
  const levels = missingOf(problem, best).map((m) => problem.priority[m]);
  return [...new Set(levels)].every((level) => {
    const count = levels.filter((one) => one >= level).length;
    return bounds.some(({ priority, count: least }) => priority === level && least >= count);
  });
}

/** A participant with fewer meetings than the minimum is below it in any timetable. */
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

/** The bounds after a number of rounds, given the best timetable so far. */
export function boundsOf(problem: Problem, best: Best, rounds: number): Bounds {
  const missing = leastMissing(problem);
  const one = pricing(problem, daysOf(problem), missingAtBest(problem, best, missing));
  const value = improvePrices(one, { rounds, target: Math.max(1, best.gaps) });
  return { missing, gaps: roundedBound(value) };
}

/**
 * The number of meetings that may be missing in timetables that leave out as little as possible. With different
 * priorities such a timetable may have more missing meetings than ours, unless ours is known to be one of them.
 */
function missingAtBest(problem: Problem, best: Best, bounds: Bounds['missing']): number {
  const missing = missingOf(problem, best).length;
  const isPlain = new Set(problem.priority).size === 1;
  return missing === 0 || isPlain || isFewest(problem, best, bounds) ? missing : problem.meetings;
}
