/**
 * The choice of teams: in the order given, each is taken unless that would make the constraints impossible. Whoever comes
 * first goes first, whatever it costs those behind; docs/selection.md has the rule.
 */
import { type Constraint, countsFor, type Team } from './constraint.ts';
import { completionOf, merged, type Solver } from './feasible.ts';

export interface Question {
  /** In the order in which places are given. */
  teams: readonly Team[];
  constraints: readonly Constraint[];
  places: number;
  /** Who has a place already. */
  chosen?: readonly Team[];
}

export interface Choice {
  /** Ids in the order given, without those that were chosen before. */
  taken: string[];
  /** Who was passed over while there were places, and the constraints that spoke against it. */
  passed: ReadonlyMap<string, readonly string[]>;
  /** Where no choice keeps the constraints: a smallest set of them that clash. Then nobody is taken. */
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
  // What is impossible for a kind stays so: those taken only grow in number, and those left only become fewer.
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

  /** Most are passed over for the same reason, so those that are known are looked at first. */
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

/** The constraints that are looked at. */
type Active = (index: number) => boolean;

/** Teams by kind, and what is still wanted and free. */
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

  /** How the rest can be chosen, after one of a kind is taken where one is named; null where it cannot. */
  function completion(active: Active, kind?: number): number[] | null {
    const taken = (index: number) => (kind !== undefined && at(kind).within.includes(index) ? 1 : 0);
    const free = room.map((count, index) => (active(index) ? count - taken(index) : Number.POSITIVE_INFINITY));
    if (free.some((count) => count < 0)) return null;
    const wanted = need.map((count, index) => (active(index) ? count - taken(index) : 0));
    const demand = { need: wanted, room: free, places: open - (kind === undefined ? 0 : 1) };
    return merged({ ...demand, kinds }, (smaller) => completionOf(smaller, solve));
  }

  const possible = (active: Active, kind?: number) => completion(active, kind) !== null;

  /** A way to go on, as it was found last: as long as it holds, nothing has to be searched. */
  let known: number[] | null = null;

  /** Whether the way that is known goes on after one of the kind is taken. */
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
    /** A team of the kind has its turn: it is not among those left any more. */
    consider: (kind: number) => {
      at(kind).left -= 1;
    },
    /** Takes one of the kind, if the constraints can still be kept then. */
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

/** Constraints that cannot be kept together, and of which none can be left out. */
function clashIn(count: number, possible: (active: Active) => boolean): number[] {
  let all = Array.from({ length: count }, (_, index) => index);
  for (const index of [...all]) {
    const without = all.filter((other) => other !== index);
    if (!possible((at) => without.includes(at))) all = without;
  }
  return all;
}

/** Sets up to this size are looked for among all there are. */
const SIZE_MAX = 3;

/** A smallest clash: none of fewer constraints, as far as sets of three, and none that could do without one of its own. */
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
