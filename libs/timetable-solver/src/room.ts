/** Finds the slots whose tables are all taken, and those where a meeting could make room. */
import type { Problem } from './problem.ts';

export interface Room {
  /** By slot: its meetings. */
  meetings: number[][];
  /** By slot: 1 if it has a free table, or a meeting that could move to such a slot, and so on. */
  loose: Uint8Array;
  /** By slot, computed on demand: the slots that its meetings could move to, then those of the meetings there, … */
  reach: Map<number, ReadonlySet<number>>;
}

export function roomOf({ slots: S, meetings: M, allowed, capacity }: Problem, slotOf: ArrayLike<number>): Room {
  const meetings = Array.from({ length: S }, (): number[] => []);
  for (let m = 0; m < M; m++) meetings[slotOf[m]]?.push(m);
  const loose = Uint8Array.from(meetings, (here, s) => (here.length < capacity[s] ? 1 : 0));
  const open = [...loose.keys()].filter((s) => loose[s] === 1);
  for (let to = open.pop(); to !== undefined; to = open.pop())
    for (let s = 0; s < S; s++) {
      if (loose[s] === 1 || !meetings[s]?.some((m) => allowed[m * S + to] === 1)) continue;
      loose[s] = 1;
      open.push(s);
    }
  return { meetings, loose, reach: new Map() };
}

/** The slots that the meetings of a slot could move to, then those of the meetings there, and so on. */
export function reachOf({ slots: S, allowed }: Problem, room: Room, from: number): ReadonlySet<number> {
  const reached = new Set([from]);
  for (const at of reached)
    for (let s = 0; s < S; s++)
      if (!reached.has(s) && room.meetings[at]?.some((m) => allowed[m * S + s] === 1)) reached.add(s);
  return reached;
}
