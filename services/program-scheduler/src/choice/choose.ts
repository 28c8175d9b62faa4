/**
 * The choice of teams: in the order given, each is taken unless that would make the constraints impossible. Whoever comes
 * first goes first, whatever it costs those behind; docs/selection.md has the rule.
 */
import { type Constraint, countsFor, type Team } from './constraint.ts';
import { canBeMet, type Kind } from './feasible.ts';

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

export function choose(question: Question): Choice {
  const { teams, constraints, places, chosen = [] } = question;
  const table = tableOf(question);
  if (!table.possible())
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
    against ??= namesOf(clashIn(constraints.length, (active) => table.possible(active, kind)));
    barred.set(kind, against);
    passed.set(team.id, against);
  }
  return { taken, passed, clash: [] };

  function namesOf(indexes: readonly number[]): string[] {
    return indexes.map((index) => constraints[index]?.id ?? '');
  }
}

/** All constraints, or those that are looked at. */
type Active = ((index: number) => boolean) | undefined;

/** Teams by kind, and what is still wanted and free. */
function tableOf({ teams, constraints, places, chosen = [] }: Question) {
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

  /** Whether the rest can still be chosen, after one of a kind is taken where one is named. */
  function possible(active: Active = () => true, kind?: number): boolean {
    const taken = (index: number) => (kind !== undefined && at(kind).within.includes(index) ? 1 : 0);
    const own = kinds.map(({ within, left }): Kind => ({ within: within.filter(active), left }));
    const free = room.map((count, index) => count - taken(index));
    if (free.some((count, index) => count < 0 && active(index))) return false;
    const wanted = need.map((count, index) => (active(index) ? count - taken(index) : 0));
    return canBeMet({ need: wanted, room: free, places: open - (kind === undefined ? 0 : 1), kinds: own });
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
      const can = possible(undefined, kind);
      if (can) place(kind);
      return can;
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
