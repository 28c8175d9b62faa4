/** How many meetings must stay without a place, whatever the timetable. */
import type { Bounds } from './bound.ts';
import { type Day, daysOf } from './days.ts';
import type { Problem } from './problem.ts';

/** For every priority that occurs, what must be missing of it and of those above. */
export function leastMissing(problem: Problem): Bounds['missing'] {
  const levels = [...new Set(problem.priority)].sort((x, y) => y - x);
  return levels.map((level) => ({
    priority: level,
    count: Math.max(byPeople(problem, daysOf(problem, level), level), byTables(problem, level)),
  }));
}

const counts = ({ hopeless, priority }: Problem, m: number, lowest: number): boolean =>
  !hopeless.has(m) && (priority[m] as number) >= lowest;

/**
 * Everyone with more meetings than slots loses the surplus. A meeting that is left out serves both of its sides, so what
 * two such people have with one another counts once: at most the fractional matching of them, which is half of a flow.
 */
function byPeople(problem: Problem, days: Day[], lowest: number): number {
  const surplus = new Int32Array(problem.participants);
  for (const day of days) surplus[day.participant] = day.surplus;
  const total = surplus.reduce((sum, one) => sum + one, 0);
  if (total === 0) return 0;
  const partners: number[][] = Array.from({ length: problem.participants }, () => []);
  for (let m = 0; m < problem.meetings; m++) {
    const [a, b] = [problem.a[m] as number, problem.b[m] as number];
    if (!counts(problem, m, lowest) || surplus[a] === 0 || surplus[b] === 0) continue;
    partners[a]?.push(b);
    partners[b]?.push(a);
  }
  const shared = assign({ supply: surplus, options: partners, capacity: surplus });
  return Math.ceil(total - shared / 2);
}

/** Meetings and tables alone: what cannot get any table even if everybody could be everywhere at once. */
function byTables(problem: Problem, lowest: number): number {
  const list: number[] = [];
  for (let m = 0; m < problem.meetings; m++) if (counts(problem, m, lowest)) list.push(m);
  const options = list.map((m) => {
    const slots: number[] = [];
    for (let s = 0; s < problem.slots; s++) if (problem.allowed[m * problem.slots + s] === 1) slots.push(s);
    return slots;
  });
  // In one slot no more meetings can be than there are tables, or pairs among those who can come.
  const people = Array.from({ length: problem.slots }, () => new Set<number>());
  list.forEach((m, i) => {
    for (const s of options[i] as number[]) people[s]?.add(problem.a[m] as number).add(problem.b[m] as number);
  });
  const capacity = Int32Array.from(people, (set, s) => Math.min(problem.capacity[s] as number, set.size >> 1));
  return list.length - assign({ supply: new Int32Array(list.length).fill(1), options, capacity });
}

interface Supplies {
  supply: Int32Array;
  /** Where each supplier can deliver, one unit each way; the same place twice where it has two ways. */
  options: number[][];
  capacity: Int32Array;
}

/** The most units that can be delivered: augmenting paths, one unit at a time. */
function assign({ supply, options, capacity }: Supplies): number {
  const used = options.map((list) => new Uint8Array(list.length));
  const holders: { supplier: number; way: number }[][] = Array.from(capacity, () => []);
  let seen = new Uint8Array(capacity.length);
  const deliver = (supplier: number): boolean => {
    const list = options[supplier] as number[];
    for (let way = 0; way < list.length; way++) {
      const place = list[way] as number;
      if (used[supplier]?.[way] === 1 || seen[place] === 1) continue;
      seen[place] = 1;
      if (!makeRoom(place)) continue;
      (used[supplier] as Uint8Array)[way] = 1;
      holders[place]?.push({ supplier, way });
      return true;
    }
    return false;
  };
  const makeRoom = (place: number): boolean => {
    const here = holders[place] as { supplier: number; way: number }[];
    if (here.length < (capacity[place] as number)) return true;
    for (let i = 0; i < here.length; i++) {
      const { supplier, way } = here[i] as { supplier: number; way: number };
      if (!deliver(supplier)) continue;
      (used[supplier] as Uint8Array)[way] = 0;
      here.splice(i, 1);
      return true;
    }
    return false;
  };
  let delivered = 0;
  for (let supplier = 0; supplier < options.length; supplier++)
    for (let unit = 0; unit < (supply[supplier] as number); unit++) {
      seen = new Uint8Array(capacity.length);
      if (!deliver(supplier)) break;
      delivered++;
    }
  return delivered;
}
