/**
 * Turns the prices that prove infeasibility into a proof by counting that everybody can check: these applications need
 * at least so many places of these judges, and the judges have fewer; or these judges need more places than the panels
 * can give them.
 */
import { panelSearch } from './best-panel.ts';
import { loadsOf } from './prices.ts';
import type { AssignmentProblem } from './problem.ts';

export interface Counted {
  applications: number[];
  judges: number[];
  needed: number;
  available: number;
}

/**
 * Of the groups of judges whose price is at a level or beyond it (at least a positive level, at most a negative one), the
 * group with the largest lack, and the smallest such group;
 * null if no group lacks places.
 */
export function countedOf(problem: AssignmentProblem, price: Float64Array): Counted | null {
  const levels = [...new Set([...price].filter((p) => p !== 0))];
  const groups = levels.map((level) =>
    [...price.keys()].filter((j) => (level > 0 ? price[j] >= level : price[j] <= level)),
  );
  const counted = groups
    .map((judges, at) => (levels[at] > 0 ? scarceOf(problem, judges) : idleOf(problem, judges)))
    .filter(({ needed, available }) => needed > available)
    .sort((x, y) => y.needed - y.available - (x.needed - x.available) || x.judges.length - y.judges.length);
  return counted[0] ?? null;
}

/** The least number of places with these judges that the applications need, and the number that the judges have. */
function scarceOf(problem: AssignmentProblem, judges: number[]): Counted {
  const { most } = loadsOf(problem);
  const needs = seatsOf(problem, judges, 1);
  const applications = [...needs.keys()].filter((a) => needs[a] > 0);
  const available = judges.reduce((sum, j) => sum + most[j], 0);
  return { applications, judges, needed: needs.reduce((sum, need) => sum + need, 0), available };
}

/** The least number of places that these judges need, and the number that all panels can give them. */
function idleOf(problem: AssignmentProblem, judges: number[]): Counted {
  const { least } = loadsOf(problem);
  const gives = seatsOf(problem, judges, -1);
  const needed = judges.reduce((sum, j) => sum + least[j], 0);
  return { applications: [], judges, needed, available: gives.reduce((sum, some) => sum + some, 0) };
}

/** The least (1) or greatest (−1) number of these judges on each panel, besides the standing ones. */
function seatsOf(problem: AssignmentProblem, judges: readonly number[], sign: 1 | -1): number[] {
  const search = panelSearch(problem);
  const price = new Float64Array(problem.judges.length);
  for (const j of judges) price[j] = sign;
  return problem.applications.map((_, a) => Math.abs(search.best(a, price) ?? 0));
}
