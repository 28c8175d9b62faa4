/**
 * Improves an assignment by cyclic exchanges: in one application k takes the seat of j, in another l takes that of k,
 * and so on, back to j or to a judge with room. Each step is an arc between judges, and its length is the gain. A cycle
 * of positive length improves the assignment (P. M. Thompson and H. N. Psaraftis, Operations Research 41, 1993).
 * Without rules on the mix of panels, these are the cycles of the residual network of the transportation problem, so if
 * no cycle is left the assignment is optimal.
 */
import { EMPTY, lackOf, type Panels, put } from './panels.ts';
import { BARRED } from './problem.ts';

/** The cost of an unmet demand: more than all other gains together. */
const DEMAND_COSTS = 1e7;

export interface Rings {
  panels: Panels;
  /** Node numbers: judges, then an empty seat, then the free room of judges. */
  nodes: number;
  gain: Float64Array;
  /** The seat that the arc changes. */
  seat: Int32Array;
  /** The seats of each judge, and the empty seats. */
  seatsOf: Set<number>[];
}

export function ringsOf(panels: Panels): Rings {
  const J = panels.problem.judges.length;
  const nodes = J + 2;
  const rings: Rings = {
    panels,
    nodes,
    gain: new Float64Array(nodes * nodes).fill(-Infinity),
    seat: new Int32Array(nodes * nodes).fill(-1),
    seatsOf: Array.from({ length: J + 1 }, () => new Set<number>()),
  };
  const { panelSize } = panels.problem.rules;
  panels.seats.forEach((j, seat) => {
    if (seat % panelSize >= (panels.problem.fixed[Math.floor(seat / panelSize)]?.length ?? 0))
      rings.seatsOf[j === EMPTY ? J : j]?.add(seat);
  });
  for (let j = 0; j <= J; j++) renewArcs(rings, j);
  return rings;
}

/** After a change of seats from outside: finds the arcs of all present and former members of those panels again. */
export function resettle(rings: Rings, before: Int32Array): void {
  const { panels, nodes, seatsOf } = rings;
  const { seats, problem } = panels;
  const J = nodes - 2;
  const { panelSize } = problem.rules;
  const members = new Set<number>();
  for (let seat = 0; seat < seats.length; seat++) {
    const [was, is] = [before[seat], seats[seat]];
    if (was === is) continue;
    seatsOf[at(was, J)]?.delete(seat);
    seatsOf[at(is, J)]?.add(seat);
    const from = seat - (seat % panelSize);
    for (let other = from; other < from + panelSize; other++)
      members.add(at(before[other], J)).add(at(seats[other], J));
  }
  for (const j of members) renewArcs(rings, j);
}

/** All steps by which another judge takes a seat of j. */
function renewArcs(rings: Rings, j: number): void {
  const { panels, nodes, gain, seat: seatOf, seatsOf } = rings;
  const { problem, seats } = panels;
  const { value, judges, rules } = problem;
  const J = judges.length;
  gain.fill(-Infinity, j * nodes, j * nodes + J);
  for (const seat of seatsOf[j] as Set<number>) {
    const a = Math.floor(seat / rules.panelSize);
    const row = a * J;
    const before = (j === J ? 0 : value[row + j]) - DEMAND_COSTS * lackOf(panels, a);
    const lackWith = lackWithout(panels, a, seat);
    for (let k = 0; k < J; k++) {
      const own = value[row + k];
      if (own === BARRED || k === j) continue;
      const most = own - before;
      if (most <= gain[j * nodes + k]) continue;
      if (sits(seats, a * rules.panelSize, rules.panelSize, k)) continue;
      const gained = most - DEMAND_COSTS * lackWith(k);
      if (gained <= gain[j * nodes + k]) continue;
      gain[j * nodes + k] = gained;
      seatOf[j * nodes + k] = seat;
    }
  }
}

function sits(seats: Int32Array, from: number, size: number, j: number): boolean {
  for (let seat = from; seat < from + size; seat++) if (seats[seat] === j) return true;
  return false;
}

/** The gaps of the panel for a new judge in the seat; the other members are counted once. */
function lackWithout({ problem, traits, seats }: Panels, a: number, seat: number): (k: number) => number {
  const { panelSize, marketExpertsMin, womenMin, centresMin } = problem.rules;
  const { expert, woman, centre, centreMax } = traits;
  let [empty, experts, women, centres, excess] = [0, 0, 0, 0, 0];
  const others: number[] = [];
  for (let at = a * panelSize; at < (a + 1) * panelSize; at++) {
    const j = seats[at];
    if (at === seat) continue;
    if (j === EMPTY) {
      empty++;
      continue;
    }
    const own = centre[j];
    let same = 0;
    for (const c of others) if (c === own) same++;
    experts += expert[j];
    women += woman[j];
    centres += same === 0 ? 1 : 0;
    excess += same >= centreMax ? 1 : 0;
    others.push(own);
  }
  return (k) => {
    const own = centre[k];
    let same = 0;
    for (const c of others) if (c === own) same++;
    return (
      empty +
      excess +
      (same >= centreMax ? 1 : 0) +
      Math.max(0, marketExpertsMin - experts - expert[k]) +
      Math.max(0, womenMin - women - woman[k]) +
      Math.max(0, centresMin - centres - (same === 0 ? 1 : 0))
    );
  };
}

/** Makes exchanges until none gains anything, or until told to stop. */
export function exchange(rings: Rings, goOn: () => boolean): void {
  while (goOn()) {
    renewRoom(rings);
    const ring = findRing(rings);
    if (!ring || !make(rings, ring)) return;
  }
}

/** The ends of an open chain: a judge who may have one less can give, a judge who may have one more can take. */
function renewRoom({ panels, nodes, gain }: Rings): void {
  const { load, most, least } = panels;
  const room = nodes - 1;
  const empty = nodes - 2;
  for (let j = 0; j < load.length; j++) {
    const has = load[j];
    const takes = has < most[j];
    const gives = has > least[j];
    gain[j * nodes + room] = takes ? (has < least[j] ? DEMAND_COSTS : 0) : -Infinity;
    gain[room * nodes + j] = gives ? 0 : -DEMAND_COSTS;
  }
  gain[room * nodes + empty] = 0;
}

const LEAST_GAIN = 0.5;

/** A cycle with a gain, by Bellman-Ford from all nodes at once. The arcs that lead back to a node form the cycle. */
function findRing({ nodes, gain }: Rings): number[] | null {
  const length = new Float64Array(nodes);
  const from = new Int32Array(nodes).fill(-1);
  for (let round = 0; round < nodes; round++) {
    let moved = false;
    for (let j = 0; j < nodes; j++) {
      const base = length[j];
      for (let k = 0, arc = j * nodes; k < nodes; k++, arc++) {
        if (base + gain[arc] < length[k] + LEAST_GAIN) continue;
        length[k] = base + gain[arc];
        from[k] = j;
        moved = true;
      }
    }
    if (!moved) return null;
    const ring = cycleIn(from);
    if (ring) return ring;
  }
  return null;
}

function cycleIn(from: Int32Array): number[] | null {
  const seen = new Int32Array(from.length);
  for (let start = 0; start < from.length; start++) {
    let node = start;
    while (node >= 0 && seen[node] === 0) {
      seen[node] = start + 1;
      node = from[node];
    }
    if (node < 0 || seen[node] !== start + 1) continue;
    const ring = [node];
    for (let one = from[node]; one !== node; one = from[one]) ring.push(one);
    return ring.reverse();
  }
  return null;
}

/** Makes the steps of a cycle. Two steps in one application may gain less together, so the sum is checked again. */
function make(rings: Rings, ring: readonly number[]): boolean {
  const { panels, nodes, seat: seatOf, seatsOf, gain } = rings;
  const J = nodes - 2;
  const { panelSize } = panels.problem.rules;
  const steps = ring
    .map((j, at) => ({ j, k: ring[(at + 1) % ring.length] }))
    .filter(({ j, k }) => j !== nodes - 1 && k !== nodes - 1)
    .map(({ j, k }) => ({ j, k, seat: seatOf[j * nodes + k] }));
  const touched = [...new Set(steps.map(({ seat }) => Math.floor(seat / panelSize)))];
  const worth = () => worthOfAll(panels, touched);
  const before = worth();
  for (const { k, seat } of steps) put(panels, seat, k);
  if (touched.length < steps.length && worth() <= before) {
    for (const { j, seat } of steps) put(panels, seat, j === J ? EMPTY : j);
    // Leave one of the two out until the arcs of its judge are found again.
    const { j, k } = steps[0] as { j: number; k: number };
    gain[j * nodes + k] = -Infinity;
    return true;
  }
  for (const { j, k, seat } of steps) {
    seatsOf[j]?.delete(seat);
    seatsOf[k]?.add(seat);
  }
  const members = new Set(steps.flatMap(({ j, k }) => [j, k]));
  for (const a of touched)
    for (let seat = a * panelSize; seat < (a + 1) * panelSize; seat++) members.add(at(panels.seats[seat], J));
  for (const j of members) renewArcs(rings, j);
  return true;
}

const at = (j: number, J: number): number => (j === EMPTY ? J : j);

function worthOfAll(panels: Panels, applications: readonly number[]): number {
  const { problem, seats, load, least, most } = panels;
  const { judges, value, rules } = problem;
  let worth = 0;
  for (const a of applications) {
    worth -= DEMAND_COSTS * lackOf(panels, a);
    const panel = seats.subarray(a * rules.panelSize, (a + 1) * rules.panelSize);
    for (const [place, j] of panel.entries()) {
      if (j === EMPTY) continue;
      worth += value[a * judges.length + j];
      if (panel.indexOf(j) !== place) worth -= DEMAND_COSTS;
    }
  }
  for (let j = 0; j < load.length; j++) {
    worth -= DEMAND_COSTS * Math.max(0, least[j] - load[j]);
    worth -= DEMAND_COSTS * Math.max(0, load[j] - most[j]);
  }
  return worth;
}
