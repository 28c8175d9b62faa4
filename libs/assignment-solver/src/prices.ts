/**
 * An upper bound on the total, by prices for the judges' time (Lagrange multipliers on their loads).
 *
 * For any prices p, of either sign, no assignment that keeps all rules is worth more than
 *
 *     L(p) = Σ over applications a of  max over panels S that keep the rules of  Σ over j in S of (value(a, j) − p(j))
 *          + Σ over judges j of  max(loadMax(j) · p(j), loadMin(j) · p(j)),
 *
 * because an assignment's panels are among those of the first line, and what judge j is charged for, p(j) times the load,
 * is at most the term of the second line (A. M. Geoffrion, Lagrangean relaxation for integer programming, 1974). The least
 * L(p) is the optimum of the linear programme over the convex hulls of each application's panels, hence at most the bound
 * of the plain linear programme; every L(p) is valid, least or not. Values are whole, so the bound is rounded down.
 *
 * The prices are found by incremental subgradient steps (A. Nedić and D. P. Bertsekas, SIAM J. Optim. 12, 2001): they move
 * after each application, by lot, by what its panel takes more or less than its share of each judge's load.
 */
import type { Chance } from '@naru/solving/chance';
import { shuffled } from '@naru/solving/chance';
import type { PanelSearch } from './best-panel.ts';
import { type AssignmentProblem, limitOf } from './problem.ts';

export interface Prices {
  /** The best prices so far, and the bound that they prove. */
  price: Float64Array;
  bound: number;
  /** How many applications were solved: the measure of work that needs no clock. */
  solved: number;
}

export interface Loads {
  least: Float64Array;
  most: Float64Array;
}

/** Loads that are open beside the standing reviews are what prices are about; the standing ones are a constant. */
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
/** A pass over many applications with intricate rules takes long, so within it too it is asked whether to go on. */
const ASK_EVERY = 64;

export interface Pricing {
  problem: AssignmentProblem;
  loads: Loads;
  search: PanelSearch;
  chance: Chance;
  prices: Prices;
  /** The prices as they move; `prices` keeps the best. */
  moving: Float64Array;
}

/** One pass over all applications with moving prices, and one with the prices that came of it, for the bound. */
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

/** Keeps the prices if what they prove is better. */
export function offer({ problem, loads, search, prices }: Pricing, price: Float64Array): void {
  const bound = boundBy({ problem, loads, search }, price);
  prices.solved += problem.applications.length;
  if (bound >= prices.bound) return;
  prices.bound = bound;
  prices.price = price.slice();
}

/** Sums of a million floating products may err by far less than this. */
const ROUNDING = 1e-4;

/** L(p), rounded down; standing reviews are worth what they are worth. */
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

/** A standing review against which a conflict has been found since adds nothing. */
export const worthOf = (value: number): number => Math.max(0, value);
