/** Whether all demands can be met: by showing an assignment that meets them, or prices that prove that none does. */
import { chanceOf } from '@naru/solving/chance';
import { panelSearch } from './best-panel.ts';
import { exchange, ringsOf } from './exchange.ts';
import { emptyPanels, fillPanels, type Panels, wantingOf } from './panels.ts';
import { boundBy, improvePrices, loadsOf, type Pricing, startPrices } from './prices.ts';
import type { AssignmentProblem, SolverJudge } from './problem.ts';
import { demandsOf, onlyWith } from './relax.ts';

export type Verdict =
  | { state: 'possible'; panels?: Panels }
  /** By prices; without them by exhaustive search. */
  | { state: 'impossible'; price?: Float64Array }
  | { state: 'unknown' };

/** Whether the same price for all of a kind proves already that demands clash. */
export function isPlainlyImpossible(problem: AssignmentProblem): boolean {
  const plain = onlyWith(problem, demandsOf(problem));
  return provenBy(plain, plainPrices(plain)) !== undefined;
}

/** Decides by exhaustive search; null where the problem is too large for it or time ran out. */
export type Exactly = (problem: AssignmentProblem) => Verdict | null;

export interface Means {
  goOn: () => boolean;
  exactly?: Exactly | undefined;
  /** Prices that have proven something of a stricter problem, and may do so here. */
  hints?: readonly Float64Array[];
}

/** Whether one of the prices proves that the demands clash. */
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
 * Where no pair is worth anything, an assignment that meets all demands is worth 0; so prices whose bound L(p) is below 0
 * prove that there is none. See prices.ts.
 */
export function feasibilityOf(problem: AssignmentProblem, { goOn, exactly, hints = [] }: Means): Verdict {
  if (standsTooOften(problem)) return { state: 'impossible' };
  // Panels that grow until everybody has their least load are beyond the search of panels.
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
    // The step stays as it is: where demands clash, prices grow without end, and soon outgrow what the steps stray.
    improvePrices(pricing, 0, goOn);
    if (pricing.prices.bound < 0) return { state: 'impossible', price: pricing.prices.price };
    if (pass % 8 !== 2) continue;
    const panels = found(problem, pricing, goOn);
    if (panels) return { state: 'possible', panels };
  }
  return exactly?.(problem) ?? { state: 'unknown' };
}

/** The same price for all of a kind: for most clashes these prove it already, and hairbreadth ones only these do. */
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

/** A judge who has more than the most already. */
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

/** Only with panels one after another. */
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
