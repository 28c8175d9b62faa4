/** Keeps the valid part of a timetable after its instance has changed. Other meetings lose their place; none moves. */
import type { Assignment, Instance } from './instance.ts';
import { problemOf } from './problem.ts';
import { reasonsFor } from './reasons.ts';
import type { Unplaced } from './solve.ts';
import { canSeat, emptyState, seat } from './state.ts';

export interface Kept {
  assignments: Assignment[];
  /** The meetings that can have no place now, and why. */
  hopeless: Unplaced[];
}

/** Locked meetings first, in the slots of their locks, then the others by priority. Tables stay if they can. */
export function keepWhatHolds(instance: Instance, before: readonly Assignment[]): Kept {
  const problem = problemOf(instance);
  const state = emptyState(problem);
  const slotAt = new Map(instance.slots.map(({ id }, s) => [id, s]));
  const had = new Map(before.map((one) => [one.meeting, one]));
  const order = instance.meetings.map((_, m) => m);
  order.sort((x, y) => problem.priority[y] - problem.priority[x] || x - y);
  for (const m of order) {
    const place = had.get(instance.meetings[m]?.id ?? '');
    const s = place && slotAt.get(place.slot);
    if (state.slotOf[m] === -1 && s !== undefined && canSeat(state, m, s)) seat(state, m, s);
  }
  const wishes = instance.meetings.flatMap(({ id, locked }, m) => {
    const s = state.slotOf[m];
    if (s < 0) return [];
    const place = had.get(id);
    const old = place && slotAt.get(place.slot) === s ? place.table : 0;
    return [{ m, slot: s, locked: problem.fixed[m] >= 0 ? (locked?.table ?? 0) : 0, old }];
  });
  const tables = tablesLike(wishes, problem.capacity);
  const why = reasonsFor({ instance, problem, slotOf: state.slotOf });
  const idOf = (m: number) => instance.meetings[m]?.id ?? '';
  return {
    assignments: wishes.map(({ m, slot }) => ({
      meeting: idOf(m),
      slot: instance.slots[slot]?.id ?? '',
      table: tables.get(m) as number,
    })),
    hopeless: [...problem.hopeless.keys()].map((m) => ({ meeting: idOf(m), ...why(m) })),
  };
}

interface Wish {
  m: number;
  slot: number;
  /** The table of a lock, or 0. */
  locked: number;
  /** The table that it had in this slot, or 0. */
  old: number;
}

/** A table for each meeting: that of its lock, otherwise its former one, otherwise the first free one. */
export function tablesLike(wishes: readonly Wish[], capacity: ArrayLike<number>): Map<number, number> {
  const taken = new Set<string>();
  const tables = new Map<number, number>();
  const take = ({ m, slot }: Wish, table: number): boolean => {
    const key = `${slot} ${table}`;
    if (table < 1 || table > capacity[slot] || taken.has(key) || tables.has(m)) return false;
    taken.add(key);
    tables.set(m, table);
    return true;
  };
  for (const wish of wishes) take(wish, wish.locked);
  for (const wish of wishes) take(wish, wish.old);
  for (const wish of wishes) for (let table = 1; !tables.has(wish.m); table++) take(wish, table);
  return tables;
}
