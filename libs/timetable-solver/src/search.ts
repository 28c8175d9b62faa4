/**
 * The whole search: it places as many meetings as it can, then anneals again and again, and keeps the best timetable.
 */
import { type Annealing, annealing, step } from './anneal.ts';
import { leastMissing } from './missing.ts';
import { insertByEjection, missingMeetings, placeGreedily } from './place.ts';
import type { Problem } from './problem.ts';
import type { Random } from './random.ts';
import { emptyState, type State, stateWith } from './state.ts';

/** The quality of a timetable. Each figure counts only if all figures before it are equal. */
export interface Worth {
  missing: number;
  shortfall: number;
  gaps: number;
  unevenness: number;
}

export interface Best extends Worth {
  slotOf: Int32Array;
}

export interface Search {
  problem: Problem;
  random: Random;
  state: State;
  moves: Annealing;
  best: Best;
  /** The fewest meetings without a place in any timetable found so far. */
  least: number;
  /** The number of the present cooling, and the share of the whole effort at its end. */
  cooling: { begin: number; end: number };
}

export const isBetter = (x: Worth, y: Worth): boolean => {
  if (Math.abs(x.missing - y.missing) > 1e-6) return x.missing < y.missing;
  if (x.shortfall !== y.shortfall) return x.shortfall < y.shortfall;
  return x.gaps !== y.gaps ? x.gaps < y.gaps : x.unevenness < y.unevenness;
};

const HOT = 0.6;
const COLD = 0.12;
/** The shares of the effort at which a cooling ends: a quick one for a first good answer, then longer ones. */
const COOLINGS = [0.04, 0.14, 0.4, 1];
const EAGER = 1.5;
const STEPS_PER_INSERTION = 40;
/** Enough to choose between timetables that are otherwise equal, and too little to be worth a gap. */
const EVENNESS = 0.03;

export function searchOf(problem: Problem, random: Random): Search {
  const state = emptyState(problem);
  placeGreedily(state, random);
  return {
    problem,
    random,
    state,
    moves: annealing(state, random),
    best: bestOf(state),
    least: state.missing > 0 ? (leastMissing(problem).at(-1)?.count ?? 0) : 0,
    cooling: { begin: 0, end: COOLINGS[0] },
  };
}

const bestOf = ({ missing, shortfall, gaps, unevenness, slotOf }: State): Best => ({
  missing,
  shortfall,
  gaps,
  unevenness,
  slotOf: slotOf.slice(),
});

/** Makes a number of moves; `share` is the used share of the effort. True if it found a better timetable. */
export function advance(search: Search, share: number, count: number): boolean {
  cool(search, share);
  const { begin, end } = search.cooling;
  const temperature = HOT * (COLD / HOT) ** Math.min(1, (share - begin) / (end - begin));
  const { moves, state } = search;
  let found = false;
  for (let done = 0; done < count; done += STEPS_PER_INSERTION) {
    for (let i = 0; i < STEPS_PER_INSERTION; i++) {
      if (step(moves, temperature) && state.gaps < search.best.gaps) found = keep(search) || found;
    }
    if (state.missing > 0 && insertSome(search, temperature)) found = keep(search) || found;
  }
  return found;
}

function keep(search: Search): boolean {
  if (!isBetter(search.state, search.best)) return false;
  search.best = bestOf(search.state);
  return true;
}

function insertSome({ state, random, least }: Search, temperature: number): boolean {
  const missing = missingMeetings(state);
  // While more meetings may still find a place, exchange freely which of them wait.
  const heat = missing.length > least ? Math.max(temperature, EAGER) : temperature;
  const m = missing[random.below(missing.length)];
  return m !== undefined && insertByEjection(state, m, { random, temperature: heat });
}

/** True if no participant has more than one gap more than any other. */
export function isEven({ problem, best }: Search): boolean {
  const each = Math.floor(best.gaps / Math.max(1, problem.participants));
  const more = best.gaps - each * problem.participants;
  return best.unevenness === each * each * problem.participants + more * (2 * each + 1);
}

/**
 * Moves gaps from participants with many to those with few, starting from the best timetable. It runs only at the end:
 * on the way to fewer gaps it is better that one participant has many.
 */
export function evenOut(search: Search, count: number): void {
  startFrom(search, search.best.slotOf, EVENNESS);
  const { moves, state } = search;
  for (let i = 0; i < count && !isEven(search); i++)
    if (step(moves, COLD) && state.gaps <= search.best.gaps) keep(search);
}

/** The next cooling begins with the best timetable. */
function cool(search: Search, share: number): void {
  if (share < search.cooling.end) return;
  const end = COOLINGS.find((one) => one > share) ?? 1 + share;
  search.cooling = { begin: share, end };
  startFrom(search, search.best.slotOf);
}

function startFrom(search: Search, slotOf: ArrayLike<number>, evenness = 0): void {
  search.state = stateWith(search.problem, slotOf);
  search.moves = annealing(search.state, search.random, evenness);
}
