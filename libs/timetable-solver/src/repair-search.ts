/**
 * Searches for the smallest repair. It begins with the old timetable; meetings that cannot stay wait for a place. It
 * tries a waiting meeting in every slot, and makes the meetings in its way wait in turn; or it leaves the meeting out.
 * On a branch, a decided meeting is not changed again. Every repair can be reached: whatever is in the way of a
 * meeting's place in that repair must also move in that repair. So a complete search proves that no repair holds more
 * meetings, or as many with fewer changes.
 */
import type { Problem } from './problem.ts';
import { canSeat, mayHaveMore, type State, seat, unseat } from './state.ts';

export interface Found {
  slotOf: Int32Array;
  /** The sum of the weights of the meetings without a place. */
  lost: number;
  /** The number of meetings whose place differs from before. */
  changed: number;
  gaps: number;
}

export interface Search {
  problem: Problem;
  state: State;
  /** The slot of each meeting before, if it could have stayed there; otherwise -1. */
  old: Int32Array;
  /** 1 for a meeting that had no place before: placing it is a change, leaving it out is none. */
  isNew: Uint8Array;
  /** Meetings that are final on this branch, or that may not move. */
  decided: Uint8Array;
  lost: number;
  changed: number;
  /** The maximum number of changes in this round. */
  limit: number;
  /** True if that maximum has cut off a branch. */
  limited: boolean;
  /** The number of steps that are left. */
  steps: number;
  best: Found | null;
  /** True if repairs as small as the best are also searched, for fewer gaps. */
  ties: boolean;
}

/** Continues on all branches. The waiting meetings have no place and are not decided. */
export function visit(search: Search, waiting: readonly number[]): void {
  if (search.steps-- <= 0 || isHopeless(search)) return;
  if (waiting.length === 0) {
    record(search);
    return;
  }
  const m = hardest(search, waiting);
  const others = waiting.filter((one) => one !== m);
  const { problem, isNew, decided } = search;
  const cost = isNew[m];
  decided[m] = 1;
  search.changed += cost;
  for (const s of slotsFor(search, m)) place(search, { m, s, waiting: others });
  search.changed -= cost;
  search.lost += problem.weight[m];
  visit(search, others);
  search.lost -= problem.weight[m];
  decided[m] = 0;
}

const EPSILON = 1e-6;

/** True if this branch cannot become better than the best. */
function isHopeless(search: Search): boolean {
  const { best, lost, changed, limit, ties } = search;
  if (best && lost > best.lost + EPSILON) return true;
  if (changed > limit) {
    search.limited = true;
    return true;
  }
  if (!best || lost < best.lost - EPSILON) return false;
  return ties ? changed > best.changed : changed >= best.changed;
}

function record(search: Search): void {
  const { state, lost, changed, best } = search;
  const isEqual = best !== null && Math.abs(lost - best.lost) < EPSILON && changed === best.changed;
  if (isEqual && state.gaps >= best.gaps) return;
  search.best = { slotOf: state.slotOf.slice(), lost, changed, gaps: state.gaps };
}

/** The waiting meeting with the fewest free slots: if it cannot be placed, the search finds out early. */
function hardest({ state, problem }: Search, waiting: readonly number[]): number {
  let best = { m: waiting[0], free: Infinity };
  for (const m of waiting) {
    let free = 0;
    for (let s = 0; s < problem.slots && free < best.free; s++) if (canSeat(state, m, s)) free++;
    if (free < best.free) best = { m, free };
  }
  return best.m;
}

/** Free slots first. A displaced meeting does not return to its old slot: leaving it there was a smaller repair. */
function slotsFor({ problem, state, old }: Search, m: number): number[] {
  const all: number[] = [];
  for (let s = 0; s < problem.slots; s++) if (problem.allowed[m * problem.slots + s] === 1 && s !== old[m]) all.push(s);
  const isFree = (s: number) => (canSeat(state, m, s) ? 0 : 1);
  const costs = new Map(all.map((s) => [s, isFree(s) * problem.slots + Math.abs(s - old[m])]));
  return all.sort((x, y) => (costs.get(x) as number) - (costs.get(y) as number));
}

interface Attempt {
  m: number;
  s: number;
  waiting: readonly number[];
}

/** Makes room for a meeting in a slot, in every possible way, and continues from there. */
function place(search: Search, attempt: Attempt): void {
  if (search.steps-- <= 0 || isHopeless(search)) return;
  const { state, decided } = search;
  const { m, s, waiting } = attempt;
  const culprits = inTheWay(search, m, s);
  if (!culprits) {
    seat(state, m, s);
    visit(search, waiting);
    unseat(state, m);
    return;
  }
  for (const one of culprits) {
    if (decided[one] === 1) continue;
    const from = state.slotOf[one];
    unseat(state, one);
    // It has a place and is undecided, so it is still at its old place.
    search.changed++;
    place(search, { m, s, waiting: [...waiting, one] });
    search.changed--;
    seat(state, one, from);
  }
}

/** One of these must move before the meeting can take the slot; null if nothing is in the way. */
function inTheWay({ problem, state }: Search, m: number, s: number): number[] | null {
  const { at, width, count } = state;
  const sides = [problem.a[m], problem.b[m]];
  for (const p of sides) {
    const there = at[p * width + s + 1];
    if (there >= 0) return [there];
  }
  for (const p of sides) if (!mayHaveMore(state, p, s)) return tooMany(state, p);
  return count[s] < problem.capacity[s] ? null : meetingsIn(state, s);
}

/** A participant's meetings; those in lunch slots, if the lunch is the obstacle. */
function tooMany({ problem, at, width, held }: State, p: number): number[] {
  const isFull = held[p] >= problem.maximum[p];
  const found: number[] = [];
  for (let s = 0; s < problem.slots; s++) {
    const m = at[p * width + s + 1];
    if (m >= 0 && (isFull || problem.lunch[s] === 1)) found.push(m);
  }
  return found;
}

function meetingsIn({ problem, at, width }: State, s: number): number[] {
  const found: number[] = [];
  for (let p = 0; p < problem.participants; p++) {
    const m = at[p * width + s + 1];
    if (m >= 0 && problem.a[m] === p) found.push(m);
  }
  return found;
}
