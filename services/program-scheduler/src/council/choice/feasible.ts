/**
 * Decides whether floors can be met under ceilings with the places that are left. The answer is exact. Teams that count
 * for the same constraints are interchangeable, so they are counted by kind. A short search answers nearly always: a
 * bound ends branches that cannot succeed. If it takes too long, the solver gets the demand as an integer programme.
 */

/** Teams that count for the same constraints. */
export interface Kind {
  /** Indexes of the constraints. */
  within: readonly number[];
  /** The number of teams that can still be taken. */
  left: number;
}

export interface Demand {
  /** For each constraint: the number of teams still needed, and the number still allowed. */
  need: readonly number[];
  room: readonly number[];
  places: number;
  kinds: readonly Kind[];
}

/** Answers any demand exactly, but takes milliseconds for each. */
export type Solver = (demand: Demand) => number[] | null;

/** Beyond these limits a search is unlikely to end soon; the bounds of the solver are better. */
const STEPS_MAX = 200;

/** The number of teams of each kind that meets the floors; null where none does. */
export function completionOf(demand: Demand, solve: Solver): number[] | null {
  const found = searched(demand);
  return found === undefined ? solve(demand) : found;
}

/**
 * Replaces the demand by a smaller one with the same answer. It leaves out kinds that help no floor, and ceilings that
 * cannot be reached, and merges kinds that are then alike. The answer is divided among the original kinds again.
 */
export function merged(demand: Demand, answer: (smaller: Demand) => number[] | null): number[] | null {
  const { need, room, places, kinds } = demand;
  const helps = ({ within, left }: Kind) => left > 0 && within.some((at) => (need[at] as number) > 0);
  const most = need.map((_, at) =>
    kinds.reduce((sum, kind) => sum + (kind.within.includes(at) && helps(kind) ? kind.left : 0), 0),
  );
  const counts = (at: number) =>
    (need[at] as number) > 0 || (room[at] as number) < Math.min(places, most[at] as number);
  const groups = new Map<string, { within: number[]; members: number[] }>();
  for (const [index, kind] of kinds.entries()) {
    if (!helps(kind)) continue;
    const within = kind.within.filter(counts);
    const group = groups.get(within.join());
    if (group) group.members.push(index);
    else groups.set(within.join(), { within, members: [index] });
  }
  const leftOf = (index: number) => kinds[index]?.left ?? 0;
  const all = [...groups.values()];
  const alike = all.map(({ within, members }) => ({
    within,
    left: members.reduce((sum, index) => sum + leftOf(index), 0),
  }));
  const found = answer({ need, room, places, kinds: alike });
  if (!found) return null;
  const spread = kinds.map(() => 0);
  for (const [group, { members }] of all.entries())
    for (const index of members) {
      const count = Math.min(found[group] as number, leftOf(index));
      spread[index] = count;
      found[group] = (found[group] as number) - count;
    }
  return spread;
}

/** Undefined where the search was given up. */
function searched({ need, room, places, kinds }: Demand): number[] | null | undefined {
  const failed = new Set<string>();
  let steps = 0;

  function search({ wanted, free, open, left }: Rest): number[] | null | undefined {
    const unmet = wanted.flatMap((count, index) => (count > 0 ? [index] : []));
    if (unmet.length === 0) return kinds.map(() => 0);
    steps += 1;
    if (steps > STEPS_MAX) return undefined;
    const usable = usableOf(kinds, { wanted, free, left });
    const scarce = scarcest(unmet, usable, { wanted, open });
    const kind = usable.find(({ within }) => scarce !== null && within.includes(scarce));
    if (!kind) return null;
    const state = `${wanted.join()} ${free.join()} ${open} ${left.join()}`;
    if (failed.has(state)) return null;
    const { index, within, supply } = kind;
    // A solution contains a team of this kind, and never more of them than its floors need. Each number is tried.
    const most = Math.min(supply, open, Math.max(...within.map((at) => wanted[at] as number)));
    for (let count = most; count >= 0; count -= 1) {
      const take = (counts: readonly number[]) => counts.map((one, at) => (within.includes(at) ? one - count : one));
      const rest = search({ wanted: take(wanted), free: take(free), open: open - count, left: left.with(index, 0) });
      if (rest !== null) return rest?.with(index, count);
    }
    failed.add(state);
    return null;
  }

  return search({ wanted: need, free: room, open: places, left: kinds.map(({ left }) => left) });
}

/** Unmet floors, room under ceilings, open places and remaining teams in a branch of the search. */
interface Rest {
  wanted: readonly number[];
  free: readonly number[];
  open: number;
  left: readonly number[];
}

interface Usable {
  index: number;
  within: readonly number[];
  /** The number of unmet floors that one team of it helps. */
  helps: number;
  supply: number;
}

/** Kinds that help an unmet floor and break no ceiling, the most helpful first. */
function usableOf(kinds: readonly Kind[], { wanted, free, left }: Pick<Rest, 'wanted' | 'free' | 'left'>): Usable[] {
  const found = kinds.flatMap(({ within }, index): Usable[] => {
    const helps = within.filter((at) => (wanted[at] as number) > 0).length;
    const supply = Math.min(left[index] as number, ...within.map((at) => free[at] as number));
    return helps > 0 && supply > 0 ? [{ index, within, helps, supply }] : [];
  });
  return found.sort((a, b) => b.helps - a.helps || a.within.length - b.within.length || a.index - b.index);
}

/** The unmet floor with the least slack; null where counting shows that the floors cannot be met. */
function scarcest(
  unmet: readonly number[],
  usable: readonly Usable[],
  { wanted, open }: { wanted: readonly number[]; open: number },
): number | null {
  if (placesNeeded(unmet, usable, wanted) > open) return null;
  let [scarce, spare] = [-1, Number.POSITIVE_INFINITY];
  for (const at of unmet) {
    const supply = usable.reduce((sum, kind) => sum + (kind.within.includes(at) ? kind.supply : 0), 0);
    const own = supply - (wanted[at] as number);
    if (own < 0 || (wanted[at] as number) > open) return null;
    if (own < spare) [scarce, spare] = [at, own];
  }
  return scarce;
}

/**
 * A lower bound on the number of places that the floors need. Each floor gets a dual price, so that no kind is worth
 * more than one place. By weak duality the floors need at least the sum of (teams needed × price). The prices are
 * raised floor by floor: the largest floor first, then the smallest first, then again from an even price. The best
 * bound counts.
 */
function placesNeeded(unmet: readonly number[], usable: readonly Usable[], wanted: readonly number[]): number {
  const bySize = [...unmet].sort((a, b) => (wanted[b] as number) - (wanted[a] as number));
  const even = 1 / (usable[0]?.helps ?? 1);
  const bounds = [
    priced(bySize, { usable, wanted, from: 0 }),
    priced([...bySize].reverse(), { usable, wanted, from: 0 }),
    priced(bySize, { usable, wanted, from: even }),
  ];
  return Math.ceil(Math.max(...bounds) - ROUNDING);
}

/** The rounding error of a sum of a few dozen prices is smaller. */
const ROUNDING = 1e-6;

function priced(
  floors: readonly number[],
  { usable, wanted, from }: { usable: readonly Usable[]; wanted: readonly number[]; from: number },
): number {
  const rest = usable.map(({ helps }) => 1 - helps * from);
  return floors.reduce((sum, at) => {
    const raise = Math.min(
      1,
      ...usable.flatMap(({ within }, kind) => (within.includes(at) ? (rest[kind] as number) : [])),
    );
    for (const [kind, { within }] of usable.entries())
      if (within.includes(at)) rest[kind] = (rest[kind] as number) - raise;
    return sum + (from + raise) * (wanted[at] as number);
  }, 0);
}
