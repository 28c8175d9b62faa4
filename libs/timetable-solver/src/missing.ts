/** The number of meetings that must stay without a place in any timetable. */
import type { Bounds } from './bound.ts';
import { type Day, daysOf } from './days.ts';
import type { Problem } from './problem.ts';

/** For every priority that occurs: how many meetings of it and of those above must be missing. */
export function leastMissing(problem: Problem): Bounds['missing'] {
  const levels = [...new Set(problem.priority)].sort((x, y) => y - x);
  return levels.map((level) => ({
    priority: level,
    count: Math.max(byPeople(problem, daysOf(problem, level), level), byTables(problem, level)),
  }));
}

const counts = ({ hopeless, priority }: Problem, m: number, lowest: number): boolean =>
  !hopeless.has(m) && priority[m] >= lowest;

/**
 * A participant with more meetings than slots loses the surplus. A meeting that is left out reduces the surplus of both
 * sides, so meetings between two such people count once: at most their fractional matching, which is half of a flow.
 */
function byPeople(problem: Problem, days: Day[], lowest: number): number {
  const surplus = new Int32Array(problem.participants);
  for (const day of days) surplus[day.participant] = day.surplus;
  const total = surplus.reduce((sum, one) => sum + one, 0);
  if (total === 0) return 0;
  const partners: number[][] = Array.from({ length: problem.participants }, () => []);
  for (let m = 0; m < problem.meetings; m++) {
    const [a, b] = [problem.a[m], problem.b[m]];
    if (!counts(problem, m, lowest) || surplus[a] === 0 || surplus[b] === 0) continue;
    partners[a]?.push(b);
    partners[b]?.push(a);
  }
  const shared = assign({ supply: surplus, options: partners, capacity: surplus });
  return Math.ceil(total - shared / 2);
}

/** Only meetings and tables: the meetings without a table even if everybody could be everywhere at the same time. */
function byTables(problem: Problem, lowest: number): number {
  const list: number[] = [];
  for (let m = 0; m < problem.meetings; m++) if (counts(problem, m, lowest)) list.push(m);
  const options = list.map((m) => {
    const slots: number[] = [];
    for (let s = 0; s < problem.slots; s++) if (problem.allowed[m * problem.slots + s] === 1) slots.push(s);
    return slots;
  });
  // A slot can hold no more meetings than tables, and no more than pairs of the people who can come.
  const people = Array.from({ length: problem.slots }, () => new Set<number>());
  list.forEach((m, i) => {
    for (const s of options[i] as number[]) people[s]?.add(problem.a[m]).add(problem.b[m]);
  });
  const capacity = Int32Array.from(people, (set, s) => Math.min(problem.capacity[s], set.size >> 1));
  return list.length - assign({ supply: new Int32Array(list.length).fill(1), options, capacity });
}

interface Supplies {
  supply: Int32Array;
  /** The places to which each supplier can deliver, one unit for each entry; a place with two ways appears twice. */
  options: number[][];
  capacity: Int32Array;
}

/** The maximum flow, one unit at a time along the shortest augmenting path. */
function assign({ supply, options, capacity }: Supplies): number {
  const used = options.map((list) => new Uint8Array(list.length));
  const holders: Way[][] = Array.from(capacity, () => []);
  /** By place: the turn that reached it, and the way that led there. */
  const seen = new Int32Array(capacity.length).fill(-1);
  const ways: Way[] = Array.from(capacity, () => ({ supplier: -1, way: -1 }));
  const cameFrom = new Int32Array(capacity.length);
  /** Places where no later turn can make room, because a turn that reached them all could not. */
  const CLOSED = -2;

  const deliver = (first: number, turn: number): boolean => {
    const queue: number[] = [];
    /** Visits all places of a supplier; true if one of them has room. */
    const reach = (supplier: number, from: number): boolean => {
      const list = options[supplier] as number[];
      for (let way = 0; way < list.length; way++) {
        const place = list[way];
        if (seen[place] === turn || seen[place] === CLOSED || used[supplier]?.[way] === 1) continue;
        seen[place] = turn;
        ways[place] = { supplier, way };
        cameFrom[place] = from;
        if ((holders[place] as Way[]).length < capacity[place]) {
          moveAlong(place);
          return true;
        }
        queue.push(place);
      }
      return false;
    };
    if (reach(first, -1)) return true;
    for (const place of queue)
      for (const { supplier } of holders[place] as Way[]) if (reach(supplier, place)) return true;
    for (const place of queue) seen[place] = CLOSED;
    return false;
  };
  /** Each way takes the place of the way after it. */
  const moveAlong = (last: number) => {
    for (let place = last; place >= 0; place = cameFrom[place]) {
      const { supplier, way } = ways[place] as Way;
      (used[supplier] as Uint8Array)[way] = 1;
      holders[place]?.push({ supplier, way });
      const from = cameFrom[place];
      if (from < 0) return;
      const here = holders[from] as Way[];
      const leaves = here.findIndex((one) => one.supplier === supplier);
      const [left] = here.splice(leaves, 1);
      if (left) (used[supplier] as Uint8Array)[left.way] = 0;
    }
  };
  let delivered = 0;
  let turn = 0;
  for (let supplier = 0; supplier < options.length; supplier++)
    for (let unit = 0; unit < supply[supplier] && deliver(supplier, turn++); unit++) delivered++;
  return delivered;
}

/** A supplier, and the index of its option. */
interface Way {
  supplier: number;
  way: number;
}
