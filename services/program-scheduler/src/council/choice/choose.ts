/**
 * The choice of teams: in the given order, each team is taken unless the constraints would then be impossible to keep.
 * An earlier team has priority, even where it displaces several later ones. docs/selection.md has the rule.
 */
import { type Constraint, countsFor, type Team } from './constraint.ts';
import { completionOf, merged, type Solver } from './feasible.ts';

export interface Question {
  /** In the order in which places are given. */
  teams: readonly Team[];
  constraints: readonly Constraint[];
  places: number;
  /** Teams that already have a place. */
  chosen?: readonly Team[];
}

export interface Choice {
  /** Ids in the given order, without the teams in `chosen`. */
  taken: string[];
  /** Teams that were passed over while places were free, each with the constraints that exclude it. */
  passed: ReadonlyMap<string, readonly string[]>;
  /** Where no choice keeps the constraints: a smallest infeasible subset of them. No team is taken then. */
  clash: string[];
}

export type Choose = (question: Question) => Choice;

export function choose(question: Question, solve: Solver): Choice {
  const { teams, constraints, places, chosen = [] } = question;
  const table = tableOf(question, solve);
  if (!table.possible(() => true))
    return { taken: [], passed: new Map(), clash: namesOf(smallestIn(constraints.length, table.possible)) };
  const taken: string[] = [];
  const passed = new Map<string, readonly string[]>();
  // Once a kind is impossible it stays so: the number of taken teams only grows, and the number of remaining ones only
  // shrinks.
  const barred = new Map<number, readonly string[]>();
  for (const team of teams) {
    if (chosen.length + taken.length >= places) break;
    const kind = table.kindOf(team);
    table.consider(kind);
    let against = barred.get(kind);
    if (!against && table.takes(kind)) {
      taken.push(team.id);
      continue;
    }
    against ??= reasonAgainst(kind);
    barred.set(kind, against);
    passed.set(team.id, against);
  }
  return { taken, passed, clash: [] };

  /** Most teams are passed over for the same reason, so known reasons are tried first. */
  function reasonAgainst(kind: number): readonly string[] {
    const possible = (active: Active) => table.possible(active, kind);
    const known = [...new Set(barred.values())].find((ids) => !possible((at) => ids.includes(idOf(at))));
    return known ?? namesOf(clashIn(constraints.length, possible));
  }

  function idOf(index: number): string {
    return constraints[index]?.id ?? '';
  }

  function namesOf(indexes: readonly number[]): string[] {
    return indexes.map(idOf);
  }
}

/** Selects the constraints that are tested. */
type Active = (index: number) => boolean;

/** Counts of teams by kind, with the floors still unmet and the room under each ceiling. */
function tableOf({ teams, constraints, places, chosen = [] }: Question, solve: Solver) {
  const keys = new Map<string, number>();
  const kinds: { within: number[]; left: number }[] = [];
  const kindOf = (team: Team): number => {
    const within = constraints.flatMap((constraint, index) => (countsFor(constraint, team) ? [index] : []));
    const key = within.join();
    const known = keys.get(key);
    if (known !== undefined) return known;
    keys.set(key, kinds.length);
    kinds.push({ within, left: 0 });
    return kinds.length - 1;
  };
  const at = (kind: number) => kinds[kind] as { within: number[]; left: number };
  for (const team of teams) at(kindOf(team)).left += 1;
  const need = constraints.map(({ min }) => min);
  const room = constraints.map(({ max }) => max ?? Number.POSITIVE_INFINITY);
  let open = places;
  const place = (kind: number) => {
    for (const index of at(kind).within) {
      need[index] = (need[index] as number) - 1;
      room[index] = (room[index] as number) - 1;
    }
    open -= 1;
  };
  for (const team of chosen) place(kindOf(team));

  /**
   * Numbers of each kind that complete the choice, after one team of `kind` is taken where it is given; null where none
   * exist.
   */
  function completion(active: Active, kind?: number): number[] | null {
    const taken = (index: number) => (kind !== undefined && at(kind).within.includes(index) ? 1 : 0);
    const free = room.map((count, index) => (active(index) ? count - taken(index) : Number.POSITIVE_INFINITY));
    if (free.some((count) => count < 0)) return null;
    const wanted = need.map((count, index) => (active(index) ? count - taken(index) : 0));
    const demand = { need: wanted, room: free, places: open - (kind === undefined ? 0 : 1) };
    return merged({ ...demand, kinds }, (smaller) => completionOf(smaller, solve));
  }

  const possible = (active: Active, kind?: number) => completion(active, kind) !== null;

  /** The last completion found. As long as it holds, no search is needed. */
  let known: number[] | null = null;

  /** Whether the known completion still holds after one team of the kind is taken. */
  function knownFits(kind: number): boolean {
    if (!known) return false;
    if ((known[kind] ?? 0) > 0) {
      known[kind] = (known[kind] as number) - 1;
      return true;
    }
    const spare = open - known.reduce((sum, count) => sum + count, 0);
    const used = (index: number) =>
      (known ?? []).reduce((sum, count, other) => sum + (at(other).within.includes(index) ? count : 0), 0);
    return spare > 0 && at(kind).within.every((index) => (room[index] as number) - used(index) > 0);
  }

  return {
    kindOf,
    possible,
    /** Counts a team of the kind as examined: it does not remain for later. */
    consider: (kind: number) => {
      at(kind).left -= 1;
    },
    /** Takes one team of the kind, if the constraints can still be kept. */
    takes: (kind: number): boolean => {
      if (!knownFits(kind)) {
        const found = completion(() => true, kind);
        if (!found) return false;
        known = found;
      }
      place(kind);
      return true;
    },
  };
}

/** An infeasible subset of constraints that becomes feasible when any one of them is left out. */
function clashIn(count: number, possible: (active: Active) => boolean): number[] {
  let all = Array.from({ length: count }, (_, index) => index);
  for (const index of [...all]) {
    const without = all.filter((other) => other !== index);
    if (!possible((at) => without.includes(at))) all = without;
  }
  return all;
}

/** All subsets up to this size are tried. */
const SIZE_MAX = 3;

/**
 * A smallest infeasible subset. Up to three constraints it is smallest of all; a larger one only needs each of its
 * members.
 */
function smallestIn(count: number, possible: (active: Active) => boolean): number[] {
  const clash = clashIn(count, possible);
  for (let size = 1; size < Math.min(clash.length, SIZE_MAX + 1); size += 1)
    for (const some of setsOf(count, size)) if (!possible((at) => some.includes(at))) return some;
  return clash;
}

function* setsOf(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first <= count - size; first += 1)
      for (const rest of setsOf(count, size - 1, first + 1)) yield [first, ...rest];
}
