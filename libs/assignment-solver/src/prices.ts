/**
 * An upper bound on the total value, by dual prices of the judges' time (Lagrange multipliers on their loads).
 *
 * For any prices p, of either sign, no assignment that keeps all rules has a higher value than
 *
 *     L(p) = Σ over applications a of  max over panels S that keep the rules of  Σ over j in S of (value(a, j) − p(j))
 *          + Σ over judges j of  max(loadMax(j) · p(j), loadMin(j) · p(j)),
 *
 * because the panels of an assignment are among those of the first line, and the charge for judge j, p(j) times the
 * load, is at most the term of the second line (A. M. Geoffrion, Lagrangean relaxation for integer programming, 1974).
 * The least L(p) is the optimum of the linear programme over the convex hulls of each application's panels; hence it is
 * at most the bound of the plain linear programme. Every L(p) is valid, not only the least. Values are whole, so the
 * bound is rounded down.
 *
 * Incremental subgradient steps find the prices (A. Nedić and D. P. Bertsekas, SIAM J. Optim. 12, 2001): after each
 * application, in random order, each price moves by the difference between the panel's use of the judge and the
 * application's share of the judge's load.
 */
import type { Chance } from '@naru/solving/chance';
import { shuffled } from '@naru/solving/chance';
import type { PanelSearch } from './best-panel.ts';
import { type AssignmentProblem, limitOf } from './problem.ts';

export interface Prices {
  /** The best prices so far, and the bound that they prove. */
  price: Float64Array;
  bound: number;
  /** The number of solved applications: a measure of work without a clock. */
  solved: number;
}

export interface Loads {
  least: Float64Array;
  most: Float64Array;
}

/** The prices are about the loads besides the standing reviews; the standing reviews are a constant. */
export function loadsOf({ judges, applications, fixed }: AssignmentProblem): Loads {
  const standing = new Float64Array(judges.length);
  for (const seated of fixed) for (const j of seated) standing[j] = standing[j] + 1;
  const open = (limit: number, j: number) => Math.max(0, limit - standing[j]);
  return {
    least: Float64Array.from(judges, ({ loadMin }, j) => open(loadMin, j)),
    most: Float64Array.from(judges, (judge, j) => open(limitOf(judge, applications.length), j)),
  };
}

export const startPrices = ({ judges }: AssignmentProblem): Prices => ({
  price: new Float64Array(judges.length),
  bound: Infinity,
  solved: 0,
});

const STEP_FIRST = 60;
const STEP_LAST = 0.25;
/** A pass over many applications with complex rules takes long, so it also checks whether to go on. */
const ASK_EVERY = 64;

export interface Pricing {
  problem: AssignmentProblem;
  loads: Loads;
  search: PanelSearch;
  chance: Chance;
  prices: Prices;
  /** The moving prices; `prices` keeps the best. */
  moving: Float64Array;
}

/** One pass over all applications with moving prices, and one with their result, for the bound. */
export function improvePrices(pricing: Pricing, share: number, goOn: () => boolean = () => true): void {
  const { problem, loads, search, chance, prices, moving } = pricing;
  const A = problem.applications.length;
  const J = problem.judges.length;
  const step = STEP_FIRST * (STEP_LAST / STEP_FIRST) ** share;
  const sum = new Float64Array(J);
  const order = shuffled(
    Array.from({ length: A }, (_, a) => a),
    chance,
  );
  for (const [at, a] of order.entries()) {
    if (at % ASK_EVERY === ASK_EVERY - 1 && !goOn()) return;
    search.best(a, moving);
    for (let j = 0; j < J; j++) {
      const p = moving[j];
      const wanted = p > 0 ? loads.most[j] : loads.least[j];
      moving[j] = p - (step * wanted) / A;
      sum[j] = sum[j] + p;
    }
    const seated = (problem.fixed[a] as readonly number[]).length;
    for (let place = seated; place < search.members.length; place++) {
      const j = search.members[place];
      moving[j] = moving[j] + step;
    }
  }
  prices.solved += A;
  for (let j = 0; j < J; j++) sum[j] = sum[j] / A;
  offer(pricing, sum);
}

/** Keeps the prices if they prove a better bound. */
export function offer({ problem, loads, search, prices }: Pricing, price: Float64Array): void {
  const bound = boundBy({ problem, loads, search }, price);
  prices.solved += problem.applications.length;
  if (bound >= prices.bound) return;
  prices.bound = bound;
  prices.price = price.slice();
}

/** The rounding error of a sum of a million floating-point products is far below this. */
const ROUNDING = 1e-4;

/** L(p), rounded down. Standing reviews add their value. */
export function boundBy(
  { problem, loads, search }: Pick<Pricing, 'problem' | 'loads' | 'search'>,
  price: Float64Array,
): number {
  const { applications, judges, value, fixed } = problem;
  let total = 0;
  for (let a = 0; a < applications.length; a++) {
    total += search.best(a, price) ?? 0;
    for (const j of fixed[a] as readonly number[]) total += worthOf(value[a * judges.length + j]);
  }
  for (let j = 0; j < judges.length; j++) {
    const p = price[j];
    total += Math.max(loads.most[j] * p, loads.least[j] * p);
  }
  return Math.floor(total + ROUNDING);
}

/** A standing review with a conflict that was found later adds nothing. */
export const worthOf = (value: number): number => Math.max(0, value);
