/**
 * Chains between two slots. A participant has at most one meeting in each of two slots, so the meetings of both form
 * paths and rings. If all meetings of a path exchange their slots, nobody is in two places, and only the days of the
 * two participants at its ends change. These are the Kempe chains of edge colouring.
 */
import { setMember } from './members.ts';
import { gapsOf, type State } from './state.ts';

export interface Chain {
  meetings: Int32Array;
  length: number;
  from: number;
  to: number;
  /** The participants at its two ends. */
  start: number;
  end: number;
}

export const chainFor = (state: State): Chain => ({
  meetings: new Int32Array(state.problem.participants + 1),
  length: 0,
  from: 0,
  to: 0,
  start: 0,
  end: 0,
});

/** Follows the path from a participant with a meeting only in `from`. False if a meeting on the path cannot move. */
export function walk(state: State, chain: Chain): boolean {
  const { problem, at, width } = state;
  const { a, b, allowed, slots } = problem;
  let p = chain.start;
  let here = chain.from;
  let there = chain.to;
  let length = 0;
  for (;;) {
    const m = at[p * width + here + 1];
    if (m < 0) break;
    if (allowed[m * slots + there] === 0) return false;
    chain.meetings[length++] = m;
    p = a[m] === p ? b[m] : a[m];
    const next = here;
    here = there;
    there = next;
  }
  chain.length = length;
  chain.end = p;
  return lunchKept(state, chain);
}

/** Only the participants at the ends become busy or free in a slot; all others have a meeting in both slots. */
function lunchKept({ problem, lunches }: State, { start, end, length, from, to }: Chain): boolean {
  const { lunch, lunchMax } = problem;
  if (lunch[from] === lunch[to]) return true;
  if (lunch[to] === 1 && lunches[start] >= lunchMax[start]) return false;
  const intoLunch = length % 2 === 1 ? lunch[to] === 1 : lunch[from] === 1;
  return !intoLunch || lunches[end] < lunchMax[end];
}

/** The change of the gaps, and of their squares, if a chain is exchanged. */
export interface Delta {
  gaps: number;
  unevenness: number;
}

/** Written into `delta`, which the caller keeps, because this runs many million times. */
export function chainDelta(state: State, { start, end, length, from, to }: Chain, delta: Delta): Delta {
  const atStart = shift(state, start, { from, to });
  const atEnd = length % 2 === 1 ? shift(state, end, { from, to }) : shift(state, end, { from: to, to: from });
  delta.gaps = atStart + atEnd;
  delta.unevenness = squares(state, start, atStart) + squares(state, end, atEnd);
  return delta;
}

/** (g + d)² − g² */
const squares = (state: State, p: number, more: number): number =>
  more === 0 ? 0 : more * (2 * gapsOf(state, p) + more);

/**
 * One participant changes from `from` to `to`. Only the neighbours of both slots matter, unless there is a lunch, which is
 * passed over.
 */
export function shift(state: State, p: number, { from, to }: { from: number; to: number }): number {
  const { problem, at, width } = state;
  const row = p * width + 1;
  if (problem.hasLunch) return recounted(state, p, { from: row + from, to: row + to });
  const before = busy(at, row + from - 1) + busy(at, row + from + 1);
  let after = busy(at, row + to - 1) + busy(at, row + to + 1);
  if (from === to - 1 || from === to + 1) after--;
  return before - after;
}

function recounted(state: State, p: number, { from, to }: { from: number; to: number }): number {
  const { at } = state;
  const before = gapsOf(state, p);
  const [held, free] = [at[from], at[to]];
  at[from] = free;
  at[to] = held;
  const after = gapsOf(state, p);
  at[from] = held;
  at[to] = free;
  return after - before;
}

const busy = (at: Int32Array, place: number): number => (at[place] >= 0 ? 1 : 0);

/** Exchanges the slots along the chain. The caller passes the change of the gaps. */
export function exchangeSlots(state: State, chain: Chain, delta: Delta): void {
  flip(state, chain);
  countLunches(state, chain);
  state.gaps += delta.gaps;
  state.unevenness += delta.unevenness;
  noteGappy(state, chain);
}

/** Undoes the last exchange. */
export function takeBack(state: State, chain: Chain, delta: Delta): void {
  flip(state, chain);
  const { from, to } = chain;
  chain.from = to;
  chain.to = from;
  countLunches(state, chain);
  state.gaps -= delta.gaps;
  state.unevenness -= delta.unevenness;
  noteGappy(state, chain);
}

function noteGappy(state: State, { start, end }: Chain): void {
  setMember(state.gappy, start, gapsOf(state, start) > 0);
  setMember(state.gappy, end, gapsOf(state, end) > 0);
}

/** Applied twice, it changes nothing. */
function flip(state: State, { meetings, length, from, to }: Chain): void {
  const { problem, at, width, slotOf, count } = state;
  const { a, b } = problem;
  for (let i = 0; i < length; i++) {
    const m = meetings[i];
    const slot = slotOf[m];
    at[a[m] * width + slot + 1] = -1;
    at[b[m] * width + slot + 1] = -1;
  }
  for (let i = 0; i < length; i++) {
    const m = meetings[i];
    const old = slotOf[m];
    const slot = old === from ? to : from;
    at[a[m] * width + slot + 1] = m;
    at[b[m] * width + slot + 1] = m;
    slotOf[m] = slot;
    count[old] = count[old] - 1;
    count[slot] = count[slot] + 1;
  }
}

/** Lunches change with the participants at the ends; along the chain nothing changes. */
function countLunches(state: State, { start, end, length, from, to }: Chain): void {
  const { problem, lunches } = state;
  const change = problem.lunch[to] - problem.lunch[from];
  if (change === 0) return;
  lunches[start] = lunches[start] + change;
  lunches[end] = lunches[end] + (length % 2 === 1 ? change : -change);
}
