/** A timetable under construction. It keeps every rule at every moment. Meetings without a place are missing. */
import { type Members, noMembers, setMember } from './members.ts';
import type { Problem } from './problem.ts';

export interface State {
  problem: Problem;
  /** The slots plus a free one at both ends of the day, so that reading a neighbour needs no check. */
  width: number;
  /** participant × (slot + 1): the participant's meeting in that slot, or -1. */
  at: Int32Array;
  slotOf: Int32Array;
  /** Meetings in each slot. */
  count: Int32Array;
  /** The number of meetings with a place, by participant. */
  held: Int32Array;
  lunches: Int32Array;
  gaps: number;
  /** The participants who have gaps. */
  gappy: Members;
  /** The sum of the squares of everyone's gaps: for equally many gaps, it is smaller if they are spread evenly. */
  unevenness: number;
  /** The sum of the weights of the meetings without a place that could have one. */
  missing: number;
  /** The total shortfall of participants below their minimum. */
  shortfall: number;
}

export function emptyState(problem: Problem): State {
  const width = problem.slots + 2;
  const state: State = {
    problem,
    width,
    at: new Int32Array(problem.participants * width).fill(-1),
    slotOf: new Int32Array(problem.meetings).fill(-1),
    count: new Int32Array(problem.slots),
    held: new Int32Array(problem.participants),
    lunches: new Int32Array(problem.participants),
    gaps: 0,
    gappy: noMembers(problem.participants),
    unevenness: 0,
    missing: problem.weight.reduce((sum, weight, m) => sum + (problem.hopeless.has(m) ? 0 : weight), 0),
    shortfall: problem.minimum.reduce((sum, minimum) => sum + minimum, 0),
  };
  for (let m = 0; m < problem.meetings; m++) {
    const slot = problem.fixed[m];
    if (slot >= 0) seat(state, m, slot);
  }
  return state;
}

/** A state with the meetings in the given slots. */
export function stateWith(problem: Problem, slotOf: ArrayLike<number>): State {
  const state = emptyState(problem);
  for (let m = 0; m < problem.meetings; m++) {
    const slot = slotOf[m];
    if (slot >= 0 && state.slotOf[m] === -1) seat(state, m, slot);
  }
  return state;
}

/** The gaps of one participant, counted again. A free lunch slot is passed over: a day with lunch has no gap by it. */
export function gapsOf({ problem, at, width }: State, p: number): number {
  const { slots, lunch } = problem;
  const row = p * width + 1;
  let blocks = 0;
  let inBlock = false;
  for (let s = 0; s < slots; s++) {
    const isBusy = at[row + s] >= 0;
    if (isBusy && !inBlock) blocks++;
    if (isBusy || lunch[s] === 0) inBlock = isBusy;
  }
  return blocks > 1 ? blocks - 1 : 0;
}

/** True if a meeting can be added without breaking a rule. */
export function canSeat(state: State, m: number, slot: number): boolean {
  const { problem, at, width, count } = state;
  const [a, b] = [problem.a[m], problem.b[m]];
  return (
    problem.allowed[m * problem.slots + slot] === 1 &&
    at[a * width + slot + 1] === -1 &&
    at[b * width + slot + 1] === -1 &&
    count[slot] < problem.capacity[slot] &&
    mayHaveMore(state, a, slot) &&
    mayHaveMore(state, b, slot)
  );
}

/** True if a participant's maximum and lunch allow another meeting in a slot. */
export function mayHaveMore({ problem, held, lunches }: State, p: number, slot: number): boolean {
  if (held[p] >= problem.maximum[p]) return false;
  return problem.lunch[slot] === 0 || lunches[p] < problem.lunchMax[p];
}

export function seat(state: State, m: number, slot: number): void {
  change(state, { m, slot, to: m, step: 1 });
  state.slotOf[m] = slot;
  state.missing -= state.problem.weight[m];
}

export function unseat(state: State, m: number): void {
  change(state, { m, slot: state.slotOf[m], to: -1, step: -1 });
  state.slotOf[m] = -1;
  state.missing += state.problem.weight[m];
}

function change(state: State, { m, slot, to, step }: { m: number; slot: number; to: number; step: 1 | -1 }): void {
  const { problem, at, width, held, lunches, count } = state;
  count[slot] = count[slot] + step;
  for (let side = 0; side < 2; side++) {
    const p = side === 0 ? problem.a[m] : problem.b[m];
    const before = gapsOf(state, p);
    state.shortfall -= Math.max(0, problem.minimum[p] - held[p]);
    at[p * width + slot + 1] = to;
    held[p] = held[p] + step;
    lunches[p] = lunches[p] + step * problem.lunch[slot];
    const after = gapsOf(state, p);
    setMember(state.gappy, p, after > 0);
    state.gaps += after - before;
    state.unevenness += after * after - before * before;
    state.shortfall += Math.max(0, problem.minimum[p] - held[p]);
  }
}
