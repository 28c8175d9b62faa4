/** An assignment under construction: panels whose seats may be empty, the loads, and the unmet demands. */
import type { PanelSearch } from './best-panel.ts';
import { worthOf } from './prices.ts';
import { type AssignmentProblem, BARRED, limitOf, type Traits, traitsOf } from './problem.ts';

/** An empty seat. */
export const EMPTY = -1;

export interface Panels {
  problem: AssignmentProblem;
  traits: Traits;
  /** Judges by seat, the standing ones first: `seats[a * panelSize + place]`. */
  seats: Int32Array;
  load: Int32Array;
  most: Int32Array;
  least: Int32Array;
}

export function emptyPanels(problem: AssignmentProblem): Panels {
  const { judges, applications, fixed, rules } = problem;
  const panels: Panels = {
    problem,
    traits: traitsOf(problem),
    seats: new Int32Array(applications.length * rules.panelSize).fill(EMPTY),
    load: new Int32Array(judges.length),
    most: Int32Array.from(judges, (judge) => limitOf(judge, applications.length)),
    least: Int32Array.from(judges, ({ loadMin }) => loadMin),
  };
  fixed.forEach((seated, a) => {
    // Too many standing reviews for a panel are found and reported earlier.
    for (const [place, j] of seated.slice(0, rules.panelSize).entries()) put(panels, a * rules.panelSize + place, j);
  });
  return panels;
}

export function put({ seats, load }: Panels, seat: number, j: number): void {
  const before = seats[seat];
  if (before !== EMPTY) load[before] = load[before] - 1;
  seats[seat] = j;
  if (j !== EMPTY) load[j] = load[j] + 1;
}

/**
 * Gives each application with an empty seat the best panel of judges with room, at the prices. The applications with
 * the fewest choices come first. If no panel is possible, the application gets any judges with room, and some seats
 * stay empty.
 */
export function fillPanels(
  panels: Panels,
  search: PanelSearch,
  price: Float64Array,
  among: Iterable<number> = panels.problem.applications.keys(),
): void {
  const { problem, load, most } = panels;
  const { panelSize } = problem.rules;
  const waiting = [...among].filter((a) => clearIfShort(panels, a));
  const room = Int32Array.from(most, (limit, j) => limit - load[j]);
  const inOrder = waiting.map((a) => ({ a, worth: search.best(a, price) ?? -Infinity }));
  inOrder.sort((x, y) => x.worth - y.worth || x.a - y.a);
  for (const { a } of inOrder) {
    const first = (problem.fixed[a] as readonly number[]).length;
    const found = search.best(a, price, room) !== null;
    for (let place = first; place < panelSize; place++) {
      const j = found ? search.members[place] : anybody(panels, { a, price, room });
      if (j === EMPTY) break;
      put(panels, a * panelSize + place, j);
      room[j] = room[j] - 1;
    }
  }
}

/** Builds a panel with an empty seat anew, but keeps the standing reviews. */
function clearIfShort(panels: Panels, a: number): boolean {
  const { panelSize } = panels.problem.rules;
  const [from, to] = [a * panelSize, (a + 1) * panelSize];
  if (!panels.seats.subarray(from, to).includes(EMPTY)) return false;
  for (let seat = from + (panels.problem.fixed[a]?.length ?? 0); seat < to; seat++) put(panels, seat, EMPTY);
  return true;
}

function anybody(
  { problem, seats }: Panels,
  { a, price, room }: { a: number; price: Float64Array; room: Int32Array },
): number {
  const { judges, value, rules } = problem;
  const panel = seats.subarray(a * rules.panelSize, (a + 1) * rules.panelSize);
  let [best, worth] = [EMPTY, -Infinity];
  for (let j = 0; j < judges.length; j++) {
    const own = value[a * judges.length + j];
    if (own === BARRED || room[j] <= 0 || panel.includes(j)) continue;
    if (own - price[j] > worth) [best, worth] = [j, own - price[j]];
  }
  return best;
}

/** The total value of the panels. An empty seat counts 0. */
export function totalOf({ problem, seats }: Panels): number {
  const { judges, value, rules, fixed } = problem;
  let total = 0;
  seats.forEach((j, seat) => {
    const a = Math.floor(seat / rules.panelSize);
    const own = j === EMPTY ? 0 : value[a * judges.length + j];
    const stands = seat % rules.panelSize < (fixed[a] as readonly number[]).length;
    total += stands ? worthOf(own) : own;
  });
  return total;
}

/**
 * The number of unmet demands: empty seats, too few members of a kind or too few centres, too many of a centre, loads
 * below their minimum.
 */
export function wantingOf(panels: Panels): { applications: number[]; demands: number } {
  const { problem, load, least } = panels;
  let demands = 0;
  const applications: number[] = [];
  for (let a = 0; a < problem.applications.length; a++) {
    const lack = lackOf(panels, a);
    if (lack > 0) applications.push(a);
    demands += lack;
  }
  for (let j = 0; j < least.length; j++) demands += Math.max(0, least[j] - load[j]);
  return { applications, demands };
}

/** The number of demands that the panel of an application does not meet; 0 for a complete one. */
export function lackOf({ problem, traits, seats }: Panels, a: number): number {
  const { panelSize, marketExpertsMin, womenMin, centresMin } = problem.rules;
  let [empty, experts, women, centres, excess] = [0, 0, 0, 0, 0];
  for (let place = 0; place < panelSize; place++) {
    const j = seats[a * panelSize + place];
    if (j === EMPTY) {
      empty++;
      continue;
    }
    experts += traits.expert[j];
    women += traits.woman[j];
    let same = 0;
    for (let before = 0; before < place; before++) {
      const other = seats[a * panelSize + before];
      if (other !== EMPTY && traits.centre[other] === traits.centre[j]) same++;
    }
    if (same === 0) centres++;
    if (same >= traits.centreMax) excess++;
  }
  const short = (least: number, found: number) => Math.max(0, least - found);
  return empty + excess + short(marketExpertsMin, experts) + short(womenMin, women) + short(centresMin, centres);
}
