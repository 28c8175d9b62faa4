/** Reduces gaps by simulated annealing over chains. A full slot takes a meeting if another chain removes one. */
import { type Chain, chainDelta, chainFor, type Delta, exchangeSlots, shift, takeBack, walk } from './chain.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

export interface Annealing {
  state: State;
  random: Random;
  /** The weight of unevenness, compared with a gap. */
  evenness: number;
  /** The unlocked meetings with a place, by participant. */
  first: Chain;
  second: Chain;
  byFirst: Delta;
  bySecond: Delta;
  own: Int32Array;
  begin: Int32Array;
  movable: Int32Array;
}

const PARTNER_TRIES = 8;
/** The end of a chain seldom saves more gaps than this. */
const END_GAIN = 1;
/** The end of a chain seldom reduces the squares by more than this. */
const EVEN_GAIN = 10;

const costOf = ({ evenness }: Annealing, { gaps, unevenness }: Delta): number => gaps + evenness * unevenness;

export function annealing(state: State, random: Random, evenness = 0): Annealing {
  const { problem } = state;
  const movable: number[] = [];
  const lists: number[][] = Array.from({ length: problem.participants }, () => []);
  for (let m = 0; m < problem.meetings; m++) {
    lists[problem.a[m]]?.push(m);
    lists[problem.b[m]]?.push(m);
    if (problem.fixed[m] < 0 && !problem.hopeless.has(m)) movable.push(m);
  }
  const begin = new Int32Array(problem.participants + 1);
  lists.forEach((list, p) => {
    begin[p + 1] = begin[p] + list.length;
  });
  return {
    state,
    random,
    evenness,
    first: chainFor(state),
    second: chainFor(state),
    byFirst: { gaps: 0, unevenness: 0 },
    bySecond: { gaps: 0, unevenness: 0 },
    own: Int32Array.from(lists.flat()),
    begin,
    movable: Int32Array.from(movable),
  };
}

/** One move at a temperature. True if it was made. */
export function step(one: Annealing, temperature: number): boolean {
  const { state, first, random } = one;
  if (!choose(one)) return false;
  // Draw the allowed cost of the move first. Then most moves that cost too much end before their chain is followed.
  const limit = -temperature * Math.log(random.unit() + 1e-12);
  if (shift(state, first.start, first) > limit + END_GAIN + one.evenness * EVEN_GAIN) return false;
  if (!walk(state, first)) return false;
  const { problem, count } = state;
  chainDelta(state, first, one.byFirst);
  const crowded = first.length % 2 === 1 && count[first.to] >= problem.capacity[first.to];
  if (crowded) return exchange(one, limit);
  if (costOf(one, one.byFirst) > limit) return false;
  exchangeSlots(state, first, one.byFirst);
  return true;
}

/** If few participants still have gaps, picks one of them as often as one of all others. */
const FEW = 0.05;
const FOCUS = 0.5;

/** Picks a participant, one of their meetings, and another slot in which they are free, mostly at the ends of runs. */
function choose(one: Annealing): boolean {
  const { state, random, first, movable } = one;
  const { problem, at, width, slotOf, gappy } = state;
  if (movable.length === 0 || problem.slots < 2) return false;
  const isFocused = gappy.size > 0 && gappy.size <= FEW * problem.participants && random.unit() < FOCUS;
  const p = isFocused ? gappy.list[random.below(gappy.size)] : -1;
  const m = isFocused ? ownOf(one, p) : movable[random.below(movable.length)];
  const from = slotOf[m];
  if (from < 0 || problem.fixed[m] >= 0) return false;
  first.start = isFocused ? p : random.below(2) === 0 ? problem.a[m] : problem.b[m];
  const row = first.start * width + 1;
  const isInside = at[row + from - 1] >= 0 && at[row + from + 1] >= 0;
  if (isInside && random.below(8) > 0) return false;
  first.from = from;
  first.to = random.below(8) > 0 ? besideOwn(one, first.start) : random.below(problem.slots);
  return first.to >= 0 && first.to < problem.slots && at[row + first.to] === -1;
}

/** Any meeting of a participant. */
const ownOf = ({ random, own, begin }: Annealing, p: number): number => {
  const low = begin[p];
  return own[low + random.below(begin[p + 1] - low)];
};

/** The slot before or after one of their meetings; outside the day if there is none. */
function besideOwn(one: Annealing, p: number): number {
  const slot = one.state.slotOf[ownOf(one, p)];
  return slot < 0 ? -1 : slot + 2 * one.random.below(2) - 1;
}

/** The slot is full: makes the move anyway, and looks for a chain that brings one meeting back. */
function exchange(one: Annealing, limit: number): boolean {
  const { state, random, first, second, byFirst, bySecond } = one;
  const { problem, at, width } = state;
  const cost = costOf(one, byFirst);
  if (cost - 2 * (END_GAIN + one.evenness * EVEN_GAIN) > limit) return false;
  exchangeSlots(state, first, byFirst);
  second.from = first.to;
  second.to = first.from;
  for (let tries = 0; tries < PARTNER_TRIES; tries++) {
    const p = random.below(problem.participants);
    const row = p * width + 1;
    if (at[row + second.from] < 0 || at[row + second.to] >= 0) continue;
    second.start = p;
    if (!walk(state, second) || second.length % 2 === 0) continue;
    if (cost + costOf(one, chainDelta(state, second, bySecond)) > limit || isSame(first, second)) continue;
    exchangeSlots(state, second, bySecond);
    return true;
  }
  takeBack(state, first, byFirst);
  return false;
}

const isSame = (x: Chain, y: Chain): boolean => x.length === y.length && (x.start === y.start || x.start === y.end);
