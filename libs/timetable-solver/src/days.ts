/** The possible days of each participant, from their own meetings alone. The bounds on gaps use them. */
import type { Problem } from './problem.ts';

/** One participant's meetings along the day. */
export interface Day {
  participant: number;
  meetings: number;
  /** 1 if a meeting of theirs may be in the slot; 2 if a locked one is. */
  open: Uint8Array;
  /** By the number of slots that have passed: how many meetings must, and how many can, have been held by then. */
  least: Int32Array;
  most: Int32Array;
  /** The number of meetings that must be left out in any case: they have too few slots, or are too many. */
  surplus: number;
}

/** For all participants with meetings, or for those with meetings of a priority and above. */
export function daysOf(problem: Problem, lowest = 0): Day[] {
  const { participants, meetings, slots: S, a, b, allowed, fixed, hopeless, maximum, priority } = problem;
  const own: number[][] = Array.from({ length: participants }, () => []);
  for (let m = 0; m < meetings; m++) {
    if (hopeless.has(m) || priority[m] < lowest) continue;
    own[a[m]]?.push(m);
    own[b[m]]?.push(m);
  }
  return own.flatMap((list, participant) => {
    if (list.length === 0) return [];
    const open = new Uint8Array(S);
    const first = new Int32Array(S + 1);
    const last = new Int32Array(S + 1);
    for (const m of list) {
      let [from, to] = [S, S];
      for (let s = 0; s < S; s++) {
        if (allowed[m * S + s] === 0) continue;
        open[s] = fixed[m] === s ? 2 : Math.max(1, open[s]);
        if (from === S) from = s;
        to = s;
      }
      // A meeting whose slots are all taken by locks counts as impossible.
      first[from] = first[from] + 1;
      last[to] = last[to] + 1;
    }
    const [least, most] = [sums(last), sums(first)];
    const places = placesFor(problem, participant, list);
    const surplus = list.length - Math.min(places, maximum[participant]);
    return [{ participant, meetings: list.length, open, least, most, surplus }];
  });
}

/** result[t]: the sum of all values before t. */
function sums(counts: Int32Array): Int32Array {
  const result = new Int32Array(counts.length);
  for (let t = 1; t < counts.length; t++) result[t] = result[t - 1] + counts[t - 1];
  return result;
}

/** The most meetings of a list that can have a slot each, by matching. Lunch takes one slot away if it must. */
function placesFor({ slots: S, allowed, lunch, lunchMax }: Problem, participant: number, list: number[]): number {
  const holder = new Int32Array(S).fill(-1);
  const seen = new Int32Array(S).fill(-1);
  const find = (m: number, turn: number): boolean => {
    for (let s = 0; s < S; s++) {
      if (allowed[m * S + s] === 0 || seen[s] === turn) continue;
      seen[s] = turn;
      if (holder[s] >= 0 && !find(holder[s], turn)) continue;
      holder[s] = m;
      return true;
    }
    return false;
  };
  const paired = list.filter(find).length;
  let [lunches, free] = [0, 0];
  for (let s = 0; s < S; s++) if (lunch[s] === 1) lunches++;
  for (let s = 0; s < S; s++) if (lunch[s] === 0) free++;
  const limit = lunchMax[participant] < lunches ? free + lunchMax[participant] : S;
  return Math.min(paired, limit);
}
