/** Chooses tables for meetings with decided slots. Two meetings in a row keep their table if possible. */
import type { Problem } from './problem.ts';
import { randomOf } from './random.ts';

interface Seating {
  problem: Problem;
  /** By meeting: its table, from 1; 0 if it has none. */
  tableOf: Int32Array;
  /** By meeting: the meetings of its two sides directly before and after it. */
  neighbours: number[][];
  /** By slot: the meeting at each table, or -1. */
  rows: Int32Array[];
  locked: Uint8Array;
}

const TRIES_PER_MEETING = 400;
const TRIES_MAX = 1_500_000;
const ASK_EVERY = 5_000;

interface Given {
  slotOf: ArrayLike<number>;
  /** By meeting: the table of its lock, or 0. */
  locked: ArrayLike<number>;
  /** When to stop looking for better tables, in milliseconds of `performance.now`. */
  untilMs?: number;
}

/** By meeting: its table, from 1, or 0 if the meeting has no slot. */
export function tablesFor(problem: Problem, { slotOf, locked: lockedTables, untilMs = Infinity }: Given): Int32Array {
  const seating: Seating = {
    problem,
    tableOf: new Int32Array(problem.meetings),
    neighbours: neighboursIn(problem, slotOf),
    rows: Array.from(problem.capacity, (tables) => new Int32Array(Math.min(tables, problem.meetings) + 1).fill(-1)),
    locked: new Uint8Array(problem.meetings),
  };
  const bySlot: number[][] = Array.from({ length: problem.slots }, () => []);
  for (let m = 0; m < problem.meetings; m++) bySlot[slotOf[m]]?.push(m);
  for (const [slot, meetings] of bySlot.entries()) seatSlot(seating, { slot, meetings, lockedTables });
  exchangeTables(seating, bySlot, untilMs);
  return seating.tableOf;
}

function neighboursIn({ participants, meetings, a, b }: Problem, slotOf: ArrayLike<number>): number[][] {
  const own: number[][] = Array.from({ length: participants }, () => []);
  for (let m = 0; m < meetings; m++) {
    if (slotOf[m] < 0) continue;
    own[a[m]]?.push(m);
    own[b[m]]?.push(m);
  }
  const neighbours: number[][] = Array.from({ length: meetings }, () => []);
  for (const list of own) {
    list.sort((x, y) => slotOf[x] - slotOf[y]);
    for (let i = 1; i < list.length; i++) {
      const [x, y] = [list[i - 1], list[i]];
      neighbours[x]?.push(y);
      neighbours[y]?.push(x);
    }
  }
  return neighbours;
}

/** Locked tables first, then the table from which most of the participants come, then any free one. */
function seatSlot(seating: Seating, at: { slot: number; meetings: number[]; lockedTables: ArrayLike<number> }): void {
  const { slot, meetings, lockedTables } = at;
  const row = rowFor(
    seating,
    slot,
    meetings.map((m) => lockedTables[m]),
  );
  const take = (m: number, table: number) => {
    row[table] = m;
    seating.tableOf[m] = table;
  };
  for (const m of meetings) {
    const table = lockedTables[m];
    if (table === 0) continue;
    take(m, table);
    seating.locked[m] = 1;
  }
  const wishes = meetings.flatMap((m) => {
    const from = (seating.neighbours[m] ?? []).map((other) => seating.tableOf[other]).filter((table) => table > 0);
    return from.map((table) => ({ m, table, weight: from.filter((one) => one === table).length }));
  });
  wishes.sort((x, y) => y.weight - x.weight);
  for (const { m, table } of wishes)
    if (seating.tableOf[m] === 0 && table < row.length && row[table] === -1) take(m, table);
  let next = 1;
  for (const m of meetings) {
    if (seating.tableOf[m] !== 0) continue;
    while (row[next] !== -1) next++;
    take(m, next);
  }
}

/** Considers only as many tables as there are meetings, and further ones that locks name. */
function rowFor(seating: Seating, slot: number, tables: number[]): Int32Array {
  const row = seating.rows[slot] as Int32Array;
  const highest = Math.max(0, ...tables);
  if (highest < row.length) return row;
  const longer = new Int32Array(highest + 1).fill(-1);
  seating.rows[slot] = longer;
  return longer;
}

/** Exchanges the meetings of two tables of a slot, if the total does not get worse. */
function exchangeTables(seating: Seating, bySlot: number[][], untilMs: number): void {
  const random = randomOf(1);
  const { problem, tableOf, rows, locked } = seating;
  const slots = bySlot.flatMap((meetings, slot) =>
    meetings.length > 0 && (rows[slot]?.length ?? 0) > 2 ? [slot] : [],
  );
  const tries = slots.length > 0 ? Math.min(TRIES_MAX, TRIES_PER_MEETING * problem.meetings) : 0;
  const changes = (m: number) => {
    let sum = 0;
    for (const other of m < 0 ? [] : (seating.neighbours[m] as number[])) if (tableOf[other] !== tableOf[m]) sum++;
    return sum;
  };
  for (let i = 0; i < tries && (i % ASK_EVERY > 0 || performance.now() < untilMs); i++) {
    const slot = slots[random.below(slots.length)];
    const row = rows[slot] as Int32Array;
    const list = bySlot[slot] as number[];
    const m = list[random.below(list.length)];
    const wishes = seating.neighbours[m] as number[];
    if (locked[m] === 1 || wishes.length === 0) continue;
    const [from, to] = [tableOf[m], tableOf[wishes[random.below(wishes.length)]]];
    if (to === from || to >= row.length) continue;
    const other = row[to];
    if (other >= 0 && locked[other] === 1) continue;
    const before = changes(m) + changes(other);
    tableOf[m] = to;
    if (other >= 0) tableOf[other] = from;
    if (changes(m) + changes(other) > before) {
      tableOf[m] = from;
      if (other >= 0) tableOf[other] = to;
    } else {
      row[from] = other;
      row[to] = m;
    }
  }
}
