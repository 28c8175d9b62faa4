/**
 * The smallest infeasible subset of the demands. The deletion filter (J. W. Chinneck and E. W. Dravnieks, ORSA J.
 * Comput. 3, 1991) removes one demand after another, for good if the rest is still infeasible. So without any one of
 * the remaining demands, all others can be met. Then all smaller subsets are tried, while there is time.
 */
import { panelSearch } from './best-panel.ts';
import { type Counted, countedOf } from './counted.ts';
import { feasibilityOf, type Means, provenBy } from './feasible.ts';
import { type AssignmentProblem, BARRED } from './problem.ts';
import { aloneOf, type Demand, demandsOf, onlyWith } from './relax.ts';

export interface Clash {
  demands: Demand[];
  /**
   * Indexes: one application; or the applications that need the judges; empty if the demand is about all applications.
   */
  applications: number[];
  judges: number[];
  /** The required and the available number of places, if counting can show them; otherwise both are 0. */
  needed: number;
  available: number;
  /** True if it is proven that no smaller subset is infeasible. */
  smallest: boolean;
}

const CLASHES_MAX = 20;
const OWN: readonly Demand[] = ['conflicts', 'standing_reviews'];

/** The applications for which no panel keeps the rules at any loads, each with its own infeasible subset. */
export function clashesAlone(problem: AssignmentProblem): Clash[] {
  const search = panelSearch(problem);
  const still = new Float64Array(problem.judges.length);
  const clashes: Clash[] = [];
  for (let a = 0; a < problem.applications.length && clashes.length < CLASHES_MAX; a++) {
    if (search.best(a, still) !== null) continue;
    const alone = aloneOf(problem, a);
    const demands = demandsOf(alone).filter((demand) => demand !== 'load_min' && demand !== 'load_max');
    const clash = smallestOf(demands, (some) => panelSearch(onlyWith(alone, some)).best(0, still) === null);
    const found = { demands: clash, judges: [], needed: 0, available: 0, smallest: true };
    // Report a clash that does not depend on one application only once, for all of them.
    if (!clash.some((demand) => OWN.includes(demand))) return [{ ...found, applications: [] }];
    clashes.push({ ...found, applications: [a] });
  }
  return clashes.sort((x, y) => x.demands.length - y.demands.length);
}

/** Judges who must take more applications than there are for them, or who have more than they may take. */
export function clashesOfJudges(problem: AssignmentProblem): Clash[] {
  const { judges, applications, value, fixed } = problem;
  const [J, A] = [judges.length, applications.length];
  const standing = new Int32Array(J);
  for (const j of fixed.flat()) standing[j] = standing[j] + 1;
  return judges
    .flatMap(({ loadMin, loadMax }, j): Clash[] => {
      let free = 0;
      for (let a = 0; a < A; a++) if (value[a * J + j] !== BARRED || fixed[a]?.includes(j)) free++;
      const has = standing[j];
      const clash = (demands: Demand[], needed: number, available: number): Clash[] => [
        { demands, applications: [], judges: [j], needed, available, smallest: true },
      ];
      if (loadMin > A) return clash(['load_min'], loadMin, A);
      if (loadMin > free) return clash(['load_min', 'conflicts'], loadMin, free);
      if (loadMax > 0 && has > loadMax) return clash(['load_max', 'standing_reviews'], has, loadMax);
      return loadMax > 0 && loadMin > loadMax ? clash(['load_min', 'load_max'], loadMin, loadMax) : [];
    })
    .slice(0, CLASHES_MAX);
}

/** A subset without these demands is easier to explain, so the filter removes them first if it can. */
const LEFT_OUT: readonly Demand[] = [
  'load_min',
  'standing_reviews',
  'conflicts',
  'same_centre_max',
  'centres_min',
  'women_min',
  'market_experts_min',
  'panel_size',
  'load_max',
];

/** The infeasible subset of the whole problem; null if it is not proven that there is one. */
export function clashOf(problem: AssignmentProblem, means: Means): Clash | null {
  const all = demandsOf(problem);
  const first = feasibilityOf(onlyWith(problem, all), means);
  if (first.state !== 'impossible') return null;
  const hints = first.price ? [first.price] : [];
  const clashes = (demands: readonly Demand[]): boolean | null => {
    if (!means.goOn()) return null;
    const { state } = feasibilityOf(onlyWith(problem, demands), { ...means, hints });
    return state === 'unknown' ? null : state === 'impossible';
  };
  const quickly = (demands: readonly Demand[]) => provenBy(onlyWith(problem, demands), hints) !== undefined;
  const demands = leftOf(leftOf(all, quickly), (rest) => clashes(rest) === true);
  let smallest = true;
  // A single infeasible demand belongs to one application or one judge, and those were checked before.
  for (let size = 2; size < demands.length; size++)
    for (const some of subsetsOf(all, size)) {
      const verdict = clashes(some);
      if (verdict === null) smallest = false;
      else if (verdict) return told(problem, { demands: some, smallest }, { ...means, hints });
    }
  return told(problem, { demands, smallest }, { ...means, hints });
}

/** Removes one demand after another, for good if the rest is still infeasible. */
function leftOf(all: readonly Demand[], clash: (rest: readonly Demand[]) => boolean): Demand[] {
  let demands = [...all];
  for (const demand of LEFT_OUT.filter((one) => all.includes(one))) {
    const rest = demands.filter((one) => one !== demand);
    if (clash(rest)) demands = rest;
  }
  return demands;
}

function told(problem: AssignmentProblem, found: Pick<Clash, 'demands' | 'smallest'>, means: Means): Clash {
  const part = onlyWith(problem, found.demands);
  const verdict = feasibilityOf(part, means);
  const price = verdict.state === 'impossible' ? verdict.price : undefined;
  const counted: Counted | null = price ? countedOf(part, price) : null;
  return { applications: [], judges: [], needed: 0, available: 0, ...counted, ...found };
}

/** The smallest infeasible subset. It tries all subsets in the order of size, so `clashes` must be quick. */
function smallestOf(demands: readonly Demand[], clashes: (some: readonly Demand[]) => boolean): Demand[] {
  for (let size = 1; size <= demands.length; size++)
    for (const some of subsetsOf(demands, size)) if (clashes(some)) return some;
  return [...demands];
}

function* subsetsOf<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield [];
  else
    for (let at = from; at <= items.length - size; at++)
      for (const rest of subsetsOf(items, size - 1, at + 1)) yield [items[at] as T, ...rest];
}
