/**
 * Whether floors can be met under ceilings with the places that are left. Exact: teams are counted by kind, since two
 * that count for the same constraints are alike here, and a short search answers nearly always, ending early where
 * counting shows that a branch cannot succeed. What it does not answer soon is an integer programme for a solver.
 */

/** Teams that count for the same constraints. */
export interface Kind {
  /** Indexes of the constraints. */
  within: readonly number[];
  /** How many can still be taken. */
  left: number;
}

export interface Demand {
  /** By constraint: how many are still wanted at least, and how many may still come. */
  need: readonly number[];
  room: readonly number[];
  places: number;
  kinds: readonly Kind[];
}

/** Answers any demand exactly, but needs milliseconds for each. */
export type Solver = (demand: Demand) => number[] | null;

/** Past these a search is unlikely to end soon: a solver has better bounds. */
const STEPS_MAX = 200;

/** How many of each kind meet the floors; null where nothing does. */
export function completionOf(demand: Demand, solve: Solver): number[] | null {
  const found = searched(demand);
  return found === undefined ? solve(demand) : found;
}

/**
 * Asks a smaller question with the same answer: without kinds that help no floor, without ceilings that nothing could
 * reach, and with kinds as one that are alike for what is left. The answer is spread over the kinds again.
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
    // A solution has some number of this kind, and never more than its floors want: each of them is tried.
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

/** What is still wanted, free and there in a branch of the search. */
interface Rest {
  wanted: readonly number[];
  free: readonly number[];
  open: number;
  left: readonly number[];
}

interface Usable {
  index: number;
  within: readonly number[];
  /** Unmet floors that one of it helps. */
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

/** The unmet floor with the least to spare; null where counting shows that the floors cannot be met. */
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
 * A lower bound on the places that the floors take. Each floor has a price so that no kind is worth more than one place:
 * then the floors cost at least what they want at those prices (weak duality). Prices are raised one floor after another,
 * the largest first, and the other way round; the better of the two counts.
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

/** Sums of a few dozen prices are off by less. */
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
