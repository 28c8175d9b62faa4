/**
 * A bound that no timetable can beat. It looks at each participant's day alone. The tables of each slot tie the days
 * together; they become a dual price for a seat in the slot. For any prices, the cheapest days of all participants
 * together, minus the value of all tables, are at most the gaps of any timetable (Lagrangian relaxation; see
 * docs/timetable.md).
 */
import type { Day } from './days.ts';
import type { Problem } from './problem.ts';

export interface Bounds {
  /** By priority, the highest first: how many meetings of this or a higher priority must stay without a place. */
  missing: { priority: number; count: number }[];
  gaps: number;
}

/** The start: nothing is known yet. */
export const NO_BOUNDS: Bounds = { missing: [], gaps: 0 };

export interface Pricing {
  problem: Problem;
  days: Day[];
  /** The seats in each slot: two at a table, but not more than people who can come. */
  seats: Float64Array;
  /** The price of a seat in each slot, and the gain for leaving a meeting out. */
  price: Float64Array;
  leave: number;
  /** The bound is about timetables that leave out at most this number of meetings. */
  missingMax: number;
  /** The last evaluation: the slots that participants took at these prices, and how many meetings they left out. */
  used: Float64Array;
  left: number;
  value: number;
  table: Float64Array;
  from: Uint8Array;
}

const LEFT_OUT_MAX = 3;
/** In the table: the slot is a free lunch between two meetings, which has no meeting and ends no block. */
const AT_LUNCH = 2;

export function pricing(problem: Problem, days: Day[], missingMax: number): Pricing {
  const S = problem.slots;
  const seats = Float64Array.from(problem.capacity, (tables, s) => {
    const people = days.filter(({ open }) => open[s] !== 0).length;
    return 2 * Math.min(tables, Math.floor(people / 2));
  });
  const longest = Math.max(0, ...days.map(({ meetings }) => meetings));
  const size = (S + 1) * (longest + 1) * 2;
  return {
    problem,
    days,
    seats,
    price: new Float64Array(S),
    leave: 0,
    missingMax,
    used: new Float64Array(S),
    left: 0,
    value: 0,
    table: new Float64Array(size),
    from: new Uint8Array(size),
  };
}

/** The bound at the present prices. It is valid at any prices that are not negative. */
function evaluate(one: Pricing): number {
  const { days, seats, price, used, missingMax } = one;
  used.fill(0);
  one.left = 0;
  let value = -2 * missingMax * one.leave;
  for (let s = 0; s < seats.length; s++) value -= price[s] * seats[s];
  for (const day of days) value += cheapestDay(one, day);
  one.value = value;
  return value;
}

/** The best day of one participant. The number of meetings to leave out is part of the choice. */
function cheapestDay(one: Pricing, day: Day): number {
  const { missingMax, leave } = one;
  const mostLeft = Math.min(day.meetings, Math.max(day.surplus, missingMax));
  let best = Infinity;
  let chosen = -1;
  for (let left = day.surplus; left <= Math.min(mostLeft, day.surplus + LEFT_OUT_MAX); left++) {
    const cost = dayCost(one, day, left) + left * leave;
    if (cost < best - 1e-12) [best, chosen] = [cost, left];
    if (leave === 0 && cost <= 1e-12) break;
  }
  // Beyond that, assume a day without gaps that pays for no slot: it costs less than any real day.
  const beyond = (day.surplus + LEFT_OUT_MAX + 1) * leave;
  if (mostLeft > day.surplus + LEFT_OUT_MAX && beyond < best) {
    one.left += day.surplus + LEFT_OUT_MAX + 1;
    return beyond;
  }
  if (chosen < 0) return 0;
  dayCost(one, day, chosen);
  one.left += chosen;
  trace(one, day, chosen);
  return best;
}

/**
 * The least sum of gaps and prices over all sets of slots that the day's meetings can have, judged by the counts along
 * the day. A state is: the slots passed, the meetings held, and whether the last slot has a meeting. A free lunch slot is passed
 * over: the state stays what it was.
 */
function dayCost(one: Pricing, { meetings, open, least, most }: Day, left: number): number {
  const { price, table, from, problem } = one;
  const S = price.length;
  const K = meetings - left;
  const wide = (K + 1) * 2;
  table.fill(Infinity, 0, (S + 1) * wide);
  table[0] = 0;
  for (let s = 0; s < S; s++) {
    const isOpen = open[s] !== 0;
    const mayRest = open[s] !== 2 || left > 0;
    const low = Math.max(0, least[s + 1] - left, K - (S - s - 1));
    const high = Math.min(K, most[s + 1]);
    const pay = price[s];
    for (let held = Math.max(0, low - 1); held <= high; held++) {
      const here = s * wide + held * 2;
      const [idle, busy] = [table[here], table[here + 1]];
      if (mayRest && held >= low) {
        const to = here + wide;
        if (problem.lunch[s] === 1) {
          table[to] = Math.min(table[to], idle);
          from[to] = 0;
          if (busy < table[to + 1]) {
            table[to + 1] = busy;
            from[to + 1] = AT_LUNCH;
          }
        } else {
          const rest = Math.min(busy, idle);
          if (rest < table[to]) {
            table[to] = rest;
            from[to] = busy < idle ? 1 : 0;
          }
        }
      }
      if (isOpen && held + 1 >= low && held + 1 <= high) {
        const to = here + wide + 3;
        const begun = idle + (held > 0 ? 1 : 0);
        table[to] = Math.min(busy, begun) + pay;
        from[to] = busy <= begun ? 1 : 0;
      }
    }
  }
  const end = S * wide + K * 2;
  return Math.min(table[end], table[end + 1]);
}

function trace(one: Pricing, { meetings }: Day, left: number): void {
  const { table, from, used, price } = one;
  let held = meetings - left;
  const wide = (held + 1) * 2;
  const end = price.length * wide + held * 2;
  let busy = table[end + 1] < table[end] ? 1 : 0;
  for (let s = price.length; s > 0; s--) {
    const at = s * wide + held * 2 + busy;
    const before = from[at] === AT_LUNCH ? 1 : from[at];
    if (busy === 1 && from[at] !== AT_LUNCH) {
      used[s - 1] = used[s - 1] + 1;
      held--;
    }
    busy = before;
  }
}

/** A step keeps a part of the earlier direction. That reduces the zigzag between slots that compete. */
const MOMENTUM = 0.85;
const PATIENCE = 30;
const SLOWER = 0.8;
const SNAPS = [1, 2, 3, 4];

/**
 * Raises the price of slots with too much demand and lowers the others. The steps would lead to the target if the bound
 * were a plane (Polyak). Keeps the best prices found, whose values are often simple fractions.
 */
export function improvePrices(one: Pricing, { rounds, target }: { rounds: number; target: number }): number {
  let best = { value: evaluate(one), price: one.price.slice(), leave: one.leave };
  const keep = () => {
    if (one.value > best.value + 1e-9) best = { value: one.value, price: one.price.slice(), leave: one.leave };
  };
  const drift = new Float64Array(one.price.length + 1);
  let pace = 1;
  let since = 0;
  for (let round = 0; round < rounds && best.value <= target - 1 + ROUNDING; round++) {
    const before = best.value;
    if (!stepPrices(one, drift, pace * Math.max(0.5, target - one.value))) break;
    evaluate(one);
    keep();
    since = best.value > before ? 0 : since + 1;
    if (since < PATIENCE) continue;
    pace *= SLOWER;
    since = 0;
  }
  const found = best;
  for (const snap of SNAPS) {
    found.price.forEach((price, s) => {
      one.price[s] = Math.round(price * snap) / snap;
    });
    one.leave = Math.round(found.leave * snap) / snap;
    evaluate(one);
    keep();
  }
  one.price.set(best.price);
  one.leave = best.leave;
  return best.value;
}

/** False if no price can be moved: then the bound is the best of its kind. */
function stepPrices(one: Pricing, drift: Float64Array, size: number): boolean {
  const { price, used, seats, missingMax, left } = one;
  const S = price.length;
  let square = 0;
  for (let s = 0; s <= S; s++) {
    const slope = s < S ? used[s] - seats[s] : left - 2 * missingMax;
    const at = s < S ? price[s] : one.leave;
    const next = MOMENTUM * drift[s] + slope;
    drift[s] = (at <= 0 && next < 0) || (s === S && missingMax === 0) ? 0 : next;
    square += drift[s] ** 2;
  }
  if (square === 0) return false;
  for (let s = 0; s < S; s++) price[s] = Math.max(0, price[s] + (size * drift[s]) / square);
  one.leave = Math.max(0, one.leave + (size * drift[S]) / square);
  return true;
}

/** Sums of many prices are not exact, so subtract this much of a gap before a bound is rounded up. */
const ROUNDING = 1e-6;

export const roundedBound = (value: number): number => Math.max(0, Math.ceil(value - ROUNDING));
