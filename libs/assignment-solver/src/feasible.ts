/**
 * Decides whether all demands can be met: it shows an assignment that meets them, or prices that prove that none does.
 */
import { chanceOf } from '@naru/solving/chance';
import { panelSearch } from './best-panel.ts';
import { exchange, ringsOf } from './exchange.ts';
import { emptyPanels, fillPanels, type Panels, wantingOf } from './panels.ts';
import { boundBy, improvePrices, loadsOf, type Pricing, startPrices } from './prices.ts';
import type { AssignmentProblem, SolverJudge } from './problem.ts';
import { demandsOf, onlyWith } from './relax.ts';

export type Verdict =
  | { state: 'possible'; panels?: Panels }
  /** Proofs by prices; if these fail, exhaustive search. */
  | { state: 'impossible'; price?: Float64Array }
  | { state: 'unknown' };

/** True if one price for all members of a kind already proves infeasibility. */
export function isPlainlyImpossible(problem: AssignmentProblem): boolean {
  const plain = onlyWith(problem, demandsOf(problem));
  return provenBy(plain, plainPrices(plain)) !== undefined;
}

/** Decides by exhaustive search; null if the problem is too large or the time is over. */
export type Exactly = (problem: AssignmentProblem) => Verdict | null;

export interface Means {
  goOn: () => boolean;
  exactly?: Exactly | undefined;
  /** Prices that proved a stricter problem infeasible, and may prove this one. */
  hints?: readonly Float64Array[];
}

/** True if one of the prices proves that the demands are infeasible. */
export function provenBy(problem: AssignmentProblem, prices: readonly Float64Array[]): Float64Array | undefined {
  const grows = problem.anySize && problem.judges.some(({ loadMin }) => loadMin > 0);
  if (grows) return undefined;
  const pricing = pricingOf(problem);
  return prices.find((price) => boundBy(pricing, price) < 0);
}

const PASSES_MIN = 24;
const PRICED = 3_000;
const SEED = 7;

/**
 * If every pair has the value 0, an assignment that meets all demands has the value 0. So prices whose bound L(p) is
 * below 0 prove that there is none. See prices.ts.
 */
export function feasibilityOf(problem: AssignmentProblem, { goOn, exactly, hints = [] }: Means): Verdict {
  if (standsTooOften(problem)) return { state: 'impossible' };
  // The search for panels cannot extend panels until every judge has their minimum load.
  if (problem.anySize && problem.judges.some(({ loadMin }) => loadMin > 0))
    return exactly?.(problem) ?? { state: 'unknown' };
  const pricing = pricingOf(problem);
  const { search } = pricing;
  const still = pricing.moving.slice();
  for (let a = 0; a < problem.applications.length; a++)
    if (search.best(a, still) === null) return { state: 'impossible' };
  const plain = provenBy(problem, [...hints, ...plainPrices(problem)]);
  if (plain) return { state: 'impossible', price: plain };
  const passes = Math.max(PASSES_MIN, Math.ceil(PRICED / problem.applications.length));
  for (let pass = 0; pass < passes && goOn(); pass++) {
    // Keep the step size: for infeasible demands the prices grow without limit, and soon exceed the noise of the steps.
    improvePrices(pricing, 0, goOn);
    if (pricing.prices.bound < 0) return { state: 'impossible', price: pricing.prices.price };
    if (pass % 8 !== 2) continue;
    const panels = found(problem, pricing, goOn);
    if (panels) return { state: 'possible', panels };
  }
  return exactly?.(problem) ?? { state: 'unknown' };
}

/** One price for all members of a kind. It is enough for most clashes, and only it proves a clash by a small margin. */
function plainPrices({ judges }: AssignmentProblem): Float64Array[] {
  const kinds: ((judge: SolverJudge) => boolean)[] = [
    () => true,
    ({ marketExpert }) => marketExpert,
    ({ woman }) => woman,
    ({ marketExpert, woman }) => marketExpert || woman,
    ({ marketExpert, woman }) => marketExpert && woman,
  ];
  return kinds.flatMap((kind) => [1, -1].map((sign) => Float64Array.from(judges, (judge) => (kind(judge) ? sign : 0))));
}

function pricingOf(problem: AssignmentProblem): Pricing {
  return {
    problem,
    loads: loadsOf(problem),
    search: panelSearch(problem),
    chance: chanceOf(SEED),
    prices: startPrices(problem),
    moving: new Float64Array(problem.judges.length),
  };
}

/** A judge who already has more than their maximum. */
const standsTooOften = ({ judges, fixed }: AssignmentProblem): boolean => {
  const standing = new Map<number, number>();
  for (const j of fixed.flat()) standing.set(j, (standing.get(j) ?? 0) + 1);
  return [...standing].some(([j, count]) => (judges[j]?.loadMax ?? 0) > 0 && count > (judges[j]?.loadMax ?? 0));
};

function found(problem: AssignmentProblem, { search, moving }: Pricing, goOn: () => boolean): Panels | null {
  if (problem.anySize) return fillsAnySize(problem, { search, moving });
  const panels = emptyPanels(problem);
  fillPanels(panels, search, moving);
  if (wantingOf(panels).demands > 0) exchange(ringsOf(panels), goOn);
  return wantingOf(panels).demands === 0 ? panels : null;
}

/** Only if the panels are solved one after another. */
function fillsAnySize(
  problem: AssignmentProblem,
  { search, moving }: Pick<Pricing, 'search' | 'moving'>,
): Panels | null {
  const panels = emptyPanels({ ...problem, fixed: problem.applications.map(() => []) });
  const { most } = loadsOf(problem);
  for (let a = 0; a < problem.applications.length; a++) {
    if (search.best(a, moving, most) === null) return null;
    for (const j of search.members.subarray(problem.fixed[a]?.length ?? 0)) most[j] = most[j] - 1;
  }
  return panels;
}
