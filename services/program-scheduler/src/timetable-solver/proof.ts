/** Whether a timetable is proven to be the best, said only where it is. */
import type { Bounds } from './bound.ts';
import type { Problem } from './problem.ts';
import type { Best } from './search.ts';

export function proofOf(problem: Problem, best: Best, bounds: Bounds): { bound: number; proven: boolean } {
  const bound = Math.min(bounds.gaps, best.gaps);
  return {
    bound,
    proven: fewestMissing(problem, best, bounds) && leastShortfall(problem, best) && best.gaps <= bounds.gaps,
  };
}

/** For every priority, no more meetings of it and above are missing than must be. */
function fewestMissing({ meetings, priority, hopeless }: Problem, { slotOf }: Best, bounds: Bounds): boolean {
  const missing: number[] = [];
  for (let m = 0; m < meetings; m++) if ((slotOf[m] as number) < 0 && !hopeless.has(m)) missing.push(m);
  return [...new Set(missing.map((m) => priority[m] as number))].every((level) => {
    const count = missing.filter((m) => (priority[m] as number) >= level).length;
    return bounds.missing.some((bound) => bound.priority === level && bound.count >= count);
  });
}

/** Who asked for fewer meetings than the minimum is short of it whatever happens. */
function leastShortfall({ participants, meetings, minimum, a, b, hopeless }: Problem, best: Best): boolean {
  const can = new Int32Array(participants);
  for (let m = 0; m < meetings; m++) {
    if (hopeless.has(m)) continue;
    for (const p of [a[m] as number, b[m] as number]) can[p] = (can[p] as number) + 1;
  }
  let forced = 0;
  for (let p = 0; p < participants; p++) forced += Math.max(0, (minimum[p] as number) - (can[p] as number));
  return best.shortfall <= forced;
}
