/**
 * The search for the smallest repair. It begins with the timetable as it was; meetings that cannot stay wait for a place.
 * A waiting meeting is tried in every slot, and whatever stands in its way there is made to wait in turn; or it is left
 * out. What has been decided is not touched again on the same branch. Each repair that there is can be reached: whatever
 * stands in the way of a meeting in its place of that repair must have another place in it too. So a search to the end
 * proves that no repair holds more, or as much with fewer changes.
 */
import type { Problem } from './problem.ts';
import { canSeat, mayHaveMore, type State, seat, unseat } from './state.ts';

export interface Found {
  slotOf: Int32Array;
  /** The weights of the meetings that have no place. */
  lost: number;
  /** Meetings whose place is another than before. */
  changed: number;
  gaps: number;
}

export interface Search {
  problem: Problem;
  state: State;
  /** Where each meeting was and could have stayed, or -1. */
  old: Int32Array;
  /** 1 for a meeting that had no place before: giving it one is a change, leaving it out is none. */
  isNew: Uint8Array;
  /** Meetings that are where they will be on this branch, or that nobody may move. */
  decided: Uint8Array;
  lost: number;
  changed: number;
  /** No more changes than this are tried now. */
  limit: number;
  /** Whether the limit has cut a branch off. */
  limited: boolean;
  /** Steps that are left. */
  steps: number;
  best: Found | null;
  /** Whether repairs as small as the best are looked at too, for fewer gaps. */
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

/** Whether this branch cannot become better than the best. */
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

/** The one with the fewest slots that are free for it: if it cannot be placed, that is soon known. */
function hardest({ state, problem }: Search, waiting: readonly number[]): number {
  let best = { m: waiting[0], free: Infinity };
  for (const m of waiting) {
    let free = 0;
    for (let s = 0; s < problem.slots && free < best.free; s++) if (canSeat(state, m, s)) free++;
    if (free < best.free) best = { m, free };
  }
  return best.m;
}

/** Free slots first. Who was made to wait does not come back to where it was: staying there would have been smaller. */
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

/** Makes room for a meeting in a slot, in every way there is, and goes on from there. */
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
    // It has a place and is undecided, so it is where it was before.
    search.changed++;
    place(search, { m, s, waiting: [...waiting, one] });
    search.changed--;
    seat(state, one, from);
  }
}

/** One of these has to go before the meeting can sit there; null where nothing is in the way. */
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

/** A participant's meetings, or those in lunch slots where that is what is too much. */
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
