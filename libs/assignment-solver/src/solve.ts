/**
 * Assigns all judges to all applications. Prices give a bound and a first assignment; cyclic exchanges improve it; in
 * the remaining time a few random panels are emptied and filled again. The search ends when the best is proven to be
 * very close to the bound, when its passes are done, or when it is told to stop.
 */
import { chanceOf } from '@naru/solving/chance';
import { panelSearch } from './best-panel.ts';
import { checkPanels } from './check.ts';
import { type Clash, clashesAlone, clashesOfJudges, clashOf } from './clash.ts';
import type { Effort } from './effort.ts';
import { exchange, type Rings, ringsOf } from './exchange.ts';
import { type Exactly, feasibilityOf, isPlainlyImpossible } from './feasible.ts';
import { EMPTY, emptyPanels, fillPanels, type Panels, totalOf, wantingOf } from './panels.ts';
import { improvePrices, loadsOf, offer, type Pricing, startPrices } from './prices.ts';
import type { AssignmentProblem } from './problem.ts';
import { demandsOf, onlyWith } from './relax.ts';
import { shake } from './shake.ts';

export interface Solution {
  /** Judges by application. A panel has fewer than its size if no more could be found. */
  panels: number[][];
  total: number;
  /** No assignment that keeps all rules has a higher value. It has no meaning if there is no such assignment. */
  bound: number;
  /** Whether every rule is kept; if not, whether it is proven that no assignment keeps them all. */
  state: 'whole' | 'short' | 'impossible';
  /** The applications whose panel has unmet demands. */
  short: number;
  clashes: Clash[];
}

/** Passes over all applications for the prices: fewer if there are many applications. */
const PASSES_MIN = 40;
const PRICED = 8_000;

const passesFor = ({ applications }: AssignmentProblem): number =>
  Math.max(PASSES_MIN, Math.ceil(PRICED / applications.length));

export function solveAssignment(problem: AssignmentProblem, effort: Effort = {}): Solution {
  const { seed = 1, passes = passesFor(problem), goOn = () => true, exactly } = effort;
  const alone = [...clashesAlone(problem), ...clashesOfJudges(problem)];
  const chance = chanceOf(seed);
  const pricing: Pricing = {
    problem,
    loads: loadsOf(problem),
    search: panelSearch(problem),
    chance,
    prices: startPrices(problem),
    moving: new Float64Array(problem.judges.length),
  };
  if (alone.length > 0) return ended(firstOf(pricing, goOn).panels, { bound: 0, clashes: alone });
  offer(pricing, pricing.moving);
  // The first pass always runs, however short the time, because without it there is no result.
  for (let pass = 0; pass < passes && (pass === 0 || goOn()); pass++) {
    improvePrices(pricing, pass / passes, pass === 0 ? undefined : goOn);
    effort.onProgress?.({ total: 0, bound: pricing.prices.bound, short: problem.applications.length });
  }
  const rings = firstOf(pricing, goOn);
  const best = rings.panels;
  const { bound } = pricing.prices;
  if (wantingOf(best).demands > 0 && isPlainlyImpossible(problem)) return unfinished(best, bound, effort);
  shake(rings, pricing, effort);
  return wantingOf(best).demands === 0 ? finished(best, bound, exactly) : unfinished(best, bound, effort);
}

/** In a small problem, exhaustive search closes the gap between the best and the bound. */
function finished(best: Panels, bound: number, exactly: Exactly | undefined): Solution {
  const verdict = totalOf(best) < bound ? exactly?.(best.problem) : null;
  if (verdict?.state !== 'possible' || !verdict.panels) return ended(best, { bound, clashes: [] });
  return ended(verdict.panels, { bound: totalOf(verdict.panels), clashes: [] });
}

/** Demands are still unmet: they are infeasible, or the search has not found how to meet them. */
function unfinished(best: Panels, bound: number, { goOn = () => true, exactly }: Effort): Solution {
  const { problem } = best;
  const verdict = exactly?.(problem) ?? feasibilityOf(onlyWith(problem, demandsOf(problem)), { goOn });
  if (verdict.state === 'impossible') {
    const clash = clashOf(problem, { goOn, exactly });
    if (clash) return ended(best, { bound: 0, clashes: [clash] });
  }
  if (verdict.state !== 'possible' || !verdict.panels) return ended(best, { bound, clashes: [] });
  const { seats, load } = verdict.panels;
  const whole = { ...best, seats, load };
  exchange(ringsOf(whole), goOn);
  return ended(whole, { bound, clashes: [] });
}

/** A first assignment from the prices, improved by exchanges. */
function firstOf({ problem, search, prices }: Pricing, goOn: () => boolean): Rings {
  const panels = emptyPanels(problem);
  fillPanels(panels, search, prices.price);
  const rings = ringsOf(panels);
  exchange(rings, goOn);
  return rings;
}

function ended(panels: Panels, { bound, clashes }: Pick<Solution, 'bound' | 'clashes'>): Solution {
  const { problem, seats } = panels;
  const { panelSize } = problem.rules;
  const found = problem.applications.map((_, a) =>
    [...seats.subarray(a * panelSize, (a + 1) * panelSize)].filter((j) => j !== EMPTY),
  );
  const { violations, total } = checkPanels(problem, found);
  const { applications, demands } = wantingOf(panels);
  const state = clashes.length > 0 ? 'impossible' : demands > 0 ? 'short' : 'whole';
  if (state === 'whole' && violations.length > 0)
    throw new Error(`the solver broke a rule, which is a bug: ${JSON.stringify(violations[0])}`);
  return { panels: found, total, bound, state, short: applications.length, clashes };
}
