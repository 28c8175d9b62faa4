/**
 * Whether floors can be met under ceilings with the places that are left. Exact: an exhaustive search that counts teams
 * by kind, since two that count for the same constraints are alike here. It ends early where counting shows that a
 * branch cannot succeed, and remembers what it has seen to fail.
 */
import { Rejection } from '@naru/kit/rejection';

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

/** Far beyond what constraints that people write need; without an end somebody could keep the service busy. */
const STEPS_MAX = 200_000;

/** @throws Rejection `selection.constraints_entangled` where the search would take too long to be sure */
export function canBeMet({ need, room, places, kinds }: Demand): boolean {
  const failed = new Set<string>();
  let steps = 0;

  function search(wanted: readonly number[], free: readonly number[], open: number, left: readonly number[]): boolean {
    const unmet = wanted.flatMap((count, index) => (count > 0 ? [index] : []));
    if (unmet.length === 0) return true;
    steps += 1;
    if (steps > STEPS_MAX) throw entangled();
    const usable = usableOf(kinds, { wanted, free, left });
    const scarce = scarcest(unmet, usable, { wanted, open });
    if (scarce === null) return false;
    const state = `${wanted.join()} ${free.join()} ${open} ${left.join()}`;
    if (failed.has(state)) return false;
    const remaining = [...left];
    for (const { index, within } of usable.filter((kind) => kind.within.includes(scarce))) {
      // Either one more of this kind is part of a solution, or none is: then it is left out from here on.
      const take = (counts: readonly number[]) => counts.map((count, at) => (within.includes(at) ? count - 1 : count));
      const after = remaining.with(index, (remaining[index] as number) - 1);
      if (search(take(wanted), take(free), open - 1, after)) return true;
      remaining[index] = 0;
    }
    failed.add(state);
    return false;
  }

  return search(
    need,
    room,
    places,
    kinds.map(({ left }) => left),
  );
}

interface Usable {
  index: number;
  within: readonly number[];
  /** Unmet floors that one of it helps. */
  helps: number;
  supply: number;
}

/** Kinds that help an unmet floor and break no ceiling, the most helpful first. */
function usableOf(
  kinds: readonly Kind[],
  { wanted, free, left }: { wanted: readonly number[]; free: readonly number[]; left: readonly number[] },
): Usable[] {
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
  const most = usable[0]?.helps ?? 0;
  const total = unmet.reduce((sum, at) => sum + (wanted[at] as number), 0);
  if (total > most * open) return null;
  let [scarce, spare] = [-1, Number.POSITIVE_INFINITY];
  for (const at of unmet) {
    const supply = usable.reduce((sum, kind) => sum + (kind.within.includes(at) ? kind.supply : 0), 0);
    const own = supply - (wanted[at] as number);
    if (own < 0 || (wanted[at] as number) > open) return null;
    if (own < spare) [scarce, spare] = [at, own];
  }
  return scarce;
}

const entangled = () =>
  new Rejection({
    kind: 'rule',
    code: 'selection.constraints_entangled',
    message: 'constraints: so many of them overlap that it cannot be told whether they can be kept; name fewer',
  });
