/** What each participant's day can look like, told from their own meetings alone: the ground of the bounds on gaps. */
import type { Problem } from './problem.ts';

/** One participant's meetings, seen along the day. */
export interface Day {
  participant: number;
  meetings: number;
  /** 1 where some meeting of theirs may be; 2 where a locked one is. */
  open: Uint8Array;
  /** By number of slots that have passed: how many of the meetings must, and how many can, have been by then. */
  least: Int32Array;
  most: Int32Array;
  /** How many of the meetings must be left out whatever happens: they have too few slots, or are too many. */
  surplus: number;
}

/** Of all participants who have meetings, or of those with meetings of a priority and above. */
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
      // A meeting that locks have left no slot counts as one that can never be.
      first[from] = first[from] + 1;
      last[to] = last[to] + 1;
    }
    const [least, most] = [sums(last), sums(first)];
    const places = placesFor(problem, participant, list);
    const surplus = list.length - Math.min(places, maximum[participant]);
    return [{ participant, meetings: list.length, open, least, most, surplus }];
  });
}

/** result[t]: the sum of all before t. */
function sums(counts: Int32Array): Int32Array {
  const result = new Int32Array(counts.length);
  for (let t = 1; t < counts.length; t++) result[t] = result[t - 1] + counts[t - 1];
  return result;
}

/** The most meetings of a list that can have a slot each, by pairing; lunch takes one away where it must. */
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
