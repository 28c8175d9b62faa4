/**
 * The best panel for one application, computed exactly: each judge has a value, and the panel must keep the rules of
 * the plan.
 *
 * Judges of one type (market expert or not, woman or not) differ only by value and centre. The other members of a panel
 * come from at most n − 1 centres. So if a member ranks below judges of n centres in the order of its type, one of
 * those judges comes from a centre without a member, and can replace it without breaking a rule. So only the first few
 * judges of each type matter. Among these, branch and bound finds the best panel in a few dozen steps.
 */
import { type AssignmentProblem, BARRED, type Traits, traitsOf } from './problem.ts';

export interface PanelSearch {
  /**
   * The value of the best panel of application `a`, and its judges in `members`, the standing ones first; null if no
   * panel keeps the rules. `price` is the cost of each judge. A judge without `room` is left out.
   */
  best(a: number, price: ArrayLike<number>, room?: ArrayLike<number>): number | null;
  members: Int32Array;
}

interface Shortlist {
  judges: number[];
  worths: number[];
  closed: boolean;
}

export function panelSearch(problem: AssignmentProblem): PanelSearch {
  return problem.anySize ? anySizeSearch(problem) : oneSizeSearch(problem);
}

/** The best over all panel sizes that the rules or the standing reviews may require. */
function anySizeSearch(problem: AssignmentProblem): PanelSearch {
  const { panelSize, marketExpertsMin, womenMin, centresMin } = problem.rules;
  const most = Math.max(
    panelSize,
    marketExpertsMin + womenMin + centresMin,
    ...problem.fixed.map((seated) => seated.length),
  );
  const searches = Array.from({ length: most + 1 }, (_, size) =>
    oneSizeSearch({ ...problem, rules: { ...problem.rules, panelSize: size } }),
  );
  const found: PanelSearch = {
    members: new Int32Array(0),
    best: (a, price, room) => {
      let best: number | null = null;
      for (const search of searches) {
        const worth = search.best(a, price, room);
        if (worth === null || (best !== null && worth <= best)) continue;
        best = worth;
        found.members = search.members;
      }
      return best;
    },
  };
  return found;
}

function oneSizeSearch(problem: AssignmentProblem): PanelSearch {
  const traits = traitsOf(problem);
  const lists: Shortlist[] = [0, 1, 2, 3].map(() => ({ judges: [], worths: [], closed: false }));
  const branch = branching(problem, traits);
  return {
    members: branch.members,
    best: (a, price, room) => {
      shortlist({ problem, traits, lists }, a, { price, room });
      return branch.run(a, lists);
    },
  };
}

interface Listing {
  problem: AssignmentProblem;
  traits: Traits;
  lists: Shortlist[];
}

function shortlist(
  { problem, traits, lists }: Listing,
  a: number,
  { price, room }: { price: ArrayLike<number>; room: ArrayLike<number> | undefined },
): void {
  const { judges, value, fixed, rules } = problem;
  const { type } = traits;
  for (const list of lists) {
    list.judges.length = 0;
    list.worths.length = 0;
    list.closed = false;
  }
  const row = a * judges.length;
  const seated = fixed[a] as readonly number[];
  for (let j = 0; j < judges.length; j++) {
    const own = value[row + j];
    if (own === BARRED || (room && room[j] <= 0)) continue;
    const worth = own - price[j];
    const list = lists[type[j]] as Shortlist;
    if (list.closed && worth <= (list.worths.at(-1) as number)) continue;
    if (seated.length > 0 && seated.includes(j)) continue;
    insert(list, j, worth);
    trim(list, traits, rules.panelSize);
  }
}

function insert({ judges, worths }: Shortlist, judge: number, worth: number): void {
  let at = worths.length;
  while (at > 0 && worths[at - 1] < worth) {
    worths[at] = worths[at - 1];
    judges[at] = judges[at - 1];
    at--;
  }
  worths[at] = worth;
  judges[at] = judge;
}

/** Keeps as many judges of a centre as a panel may have, and ends with the first judge of the n-th centre. */
function trim(list: Shortlist, { centre, centreMax }: Traits, panelSize: number): void {
  const { judges, worths } = list;
  let [kept, distinct] = [0, 0];
  list.closed = false;
  for (let at = 0; at < judges.length && !list.closed; at++) {
    const own = centre[judges[at]];
    let same = 0;
    for (let before = 0; before < kept; before++) if (centre[judges[before]] === own) same++;
    if (same >= centreMax) continue;
    judges[kept] = judges[at];
    worths[kept] = worths[at];
    kept++;
    if (same === 0) distinct++;
    list.closed = distinct === panelSize;
  }
  judges.length = kept;
  worths.length = kept;
}

/** Branch and bound over the shortlists, in the order of value. */
function branching(problem: AssignmentProblem, traits: Traits) {
  const { rules, fixed } = problem;
  const { panelSize: size, marketExpertsMin, womenMin, centresMin } = rules;
  const { expert, woman, centre, centreMax } = traits;
  const members = new Int32Array(size);
  const chosen = new Int32Array(size);
  const perCentre = new Int32Array(traits.centres);
  let order: number[] = [];
  let worth: number[] = [];
  /** The sum of the first values of the order. */
  let sums = new Float64Array(1);
  /** Women who are market experts. */
  const ofBoth = Uint8Array.from(expert, (isExpert, j) => isExpert * woman[j]);
  let best = -Infinity;

  function merge(lists: readonly Shortlist[]): void {
    order = [];
    worth = [];
    const at = [0, 0, 0, 0];
    for (;;) {
      let first = -1;
      for (let t = 0; t < 4; t++) {
        const next = lists[t]?.worths[at[t]];
        if (next === undefined) continue;
        if (first < 0 || next > lists[first]?.worths[at[first]]) first = t;
      }
      if (first < 0) break;
      order.push(lists[first]?.judges[at[first]]);
      worth.push(lists[first]?.worths[at[first]]);
      at[first] = at[first] + 1;
    }
    if (sums.length <= order.length) sums = new Float64Array(2 * order.length + 1);
    for (let place = 0; place < order.length; place++) sums[place + 1] = sums[place] + worth[place];
  }

  /** An upper limit on the value of `left` more judges in this order, of whom `least` have the trait. */
  function boundWith(trait: Uint8Array, least: number, { from, left }: { from: number; left: number }): number {
    let [lack, free, sum] = [least, left - least, 0];
    for (let at = from; at < order.length && lack + free > 0; at++) {
      if (lack > 0 && trait[order[at]] === 1) lack--;
      else if (free > 0) free--;
      else continue;
      sum += worth[at];
    }
    return lack + free > 0 ? -Infinity : sum;
  }

  /** True if the judges from this index on cannot add more than `wanted` to a panel with this lack. */
  function isBehind(from: number, left: number, { wanted, lack }: { wanted: number; lack: Lack }): boolean {
    if (from + left > order.length) return true;
    if (sums[from + left] - sums[from] <= wanted) return true;
    const place = { from, left };
    const both = lack.experts + lack.women - left;
    return (
      (lack.women > 0 && boundWith(woman, lack.women, place) <= wanted) ||
      (lack.experts > 0 && boundWith(expert, lack.experts, place) <= wanted) ||
      (both > 0 && boundWith(ofBoth, both, place) <= wanted)
    );
  }

  function descend(from: number, filled: number, sum: number, lack: Lack): void {
    const left = size - filled;
    if (lack.experts > left || lack.women > left || lack.centres > left) return;
    if (left === 0) {
      if (sum <= best) return;
      best = sum;
      members.set(chosen);
      return;
    }
    for (let at = from; at < order.length; at++) {
      // Judges stand in the order of value, so the upper limit of the rest only falls.
      if (isBehind(at, left, { wanted: best - sum, lack })) return;
      const j = order[at];
      const c = centre[j];
      const same = perCentre[c];
      if (same >= centreMax) continue;
      chosen[filled] = j;
      perCentre[c] = same + 1;
      descend(at + 1, filled + 1, sum + worth[at], after(lack, j, same === 0));
      perCentre[c] = same;
    }
  }

  const after = ({ experts, women, centres }: Lack, j: number, isNewCentre: boolean): Lack => ({
    experts: Math.max(0, experts - expert[j]),
    women: Math.max(0, women - woman[j]),
    centres: Math.max(0, centres - (isNewCentre ? 1 : 0)),
  });

  /** Centres of the offered judges that have no seat yet. */
  function newCentres(): number {
    if (centresMin <= 1) return size;
    const offered = new Set<number>();
    for (const j of order) if (perCentre[centre[j]] === 0) offered.add(centre[j]);
    return offered.size;
  }

  function run(a: number, lists: readonly Shortlist[]): number | null {
    const seated = fixed[a] as readonly number[];
    if (seated.length > size) return null;
    merge(lists);
    best = -Infinity;
    let lack: Lack = { experts: marketExpertsMin, women: womenMin, centres: centresMin };
    perCentre.fill(0);
    let broken = false;
    seated.forEach((j, place) => {
      const c = centre[j];
      lack = after(lack, j, perCentre[c] === 0);
      perCentre[c] = perCentre[c] + 1;
      broken ||= perCentre[c] > centreMax;
      chosen[place] = j;
    });
    if (broken || lack.centres > newCentres()) return null;
    descend(0, seated.length, 0, lack);
    return best === -Infinity ? null : best;
  }
  return { run, members };
}

interface Lack {
  experts: number;
  women: number;
  centres: number;
}
