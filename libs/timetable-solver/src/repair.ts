/** Repairs a timetable during the day: it holds as many meetings as before with as few changes as possible. */
import { checkTimetable } from './check.ts';
import type { Assignment, Instance, Meeting } from './instance.ts';
import { tablesLike } from './keep.ts';
import { leastMissing } from './missing.ts';
import { type Problem, problemOf } from './problem.ts';
import { reasonsFor } from './reasons.ts';
import { type Found, type Search, visit } from './repair-search.ts';
import type { Unplaced } from './solve.ts';
import { canSeat, emptyState, seat, stateWith } from './state.ts';

export interface RepairTask {
  /** The present instance, with the problem. */
  instance: Instance;
  before: readonly Assignment[];
  /** The slots that have begun: their meetings stay, and no other meeting is put there. */
  begun: readonly string[];
  /** The limit of the search in steps: the same number gives the same repair on every machine. */
  steps?: number;
}

export interface Repair {
  assignments: Assignment[];
  unplaced: Unplaced[];
  gaps: number;
  /** The number of meetings whose place differs from before. */
  changed: string[];
  /** True if no repair holds more by weight, or as much with fewer changes. */
  proven: boolean;
}

/** About one second on one core at 300 meetings. A step takes longer if there are more. */
const stepsFor = ({ meetings }: Problem): number => Math.max(20_000, Math.round(1e8 / Math.max(250, meetings)));
/** The steps for the first repair, for each meeting, and those for fewer gaps among the smallest repairs. */
const STEPS_FIRST = 4_000;
const STEPS_TIES = 20_000;
const EXTRA_FIRST = 3;

export function repairTimetable({ instance: given, before, begun, steps }: RepairTask): Repair {
  const { instance, past } = withBegun(given, { before, begun });
  const problem = problemOf(instance, past);
  const ground = groundOf(problem, { instance, before });
  const first = oneByOne(problem, ground);
  const search = searchFrom(problem, { ground, steps: steps ?? stepsFor(problem) });
  search.best = first;
  const proven = deepen(search, ground);
  Object.assign(search, { ties: true, steps: STEPS_TIES, limit: search.best.changed });
  visit(search, ground.waiting);
  return finished({ instance, problem, before, found: search.best, proven: proven && !problem.chosen });
}

/** Meetings that have begun stay, whatever else the instance says. */
function withBegun(instance: Instance, { before, begun }: Pick<RepairTask, 'before' | 'begun'>) {
  const slots = new Set(begun);
  const places = new Map(before.filter(({ slot }) => slots.has(slot)).map((one) => [one.meeting, one]));
  const meetings = instance.meetings.map((meeting): Meeting => {
    const place = places.get(meeting.id);
    return place ? { ...meeting, locked: { slot: place.slot, table: place.table } } : meeting;
  });
  return { instance: { ...instance, meetings }, past: { slots, meetings: new Set(places.keys()) } };
}

interface Ground {
  /** The slots of the meetings that can stay. */
  slotOf: Int32Array;
  isNew: Uint8Array;
  waiting: number[];
  /** The meetings that cannot keep their place. */
  changed: number;
  /** The weights of the meetings that cannot be held in any case. */
  lost: number;
}

function groundOf(problem: Problem, { instance, before }: Pick<RepairTask, 'instance' | 'before'>): Ground {
  const slotAt = new Map(instance.slots.map(({ id }, s) => [id, s]));
  const places = new Map(before.map((one) => [one.meeting, one]));
  const state = emptyState(problem);
  const ground: Ground = {
    slotOf: state.slotOf,
    isNew: new Uint8Array(problem.meetings),
    waiting: [],
    changed: 0,
    lost: 0,
  };
  instance.meetings.forEach(({ id }, m) => {
    const place = places.get(id);
    const s = place ? (slotAt.get(place.slot) as number) : -1;
    if (problem.hopeless.has(m)) ground.lost += problem.weight[m];
    if (state.slotOf[m] !== -1) return;
    const holds = place && place.table <= problem.capacity[s] && canSeat(state, m, s);
    if (holds) {
      seat(state, m, s);
      return;
    }
    ground.isNew[m] = place ? 0 : 1;
    ground.changed += place ? 1 : 0;
    if (!problem.hopeless.has(m)) ground.waiting.push(m);
  });
  return ground;
}

function searchFrom(problem: Problem, { ground, steps }: { ground: Ground; steps: number }): Search {
  const { slotOf, isNew, changed, lost } = ground;
  const decided = Uint8Array.from(problem.fixed, (slot) => (slot >= 0 ? 1 : 0));
  const state = stateWith(problem, slotOf);
  const old = slotOf.slice();
  return {
    ...{ problem, state, old, isNew, decided, lost, changed, steps },
    ...{ limit: Infinity, limited: false, best: null, ties: false },
  };
}

/** A first repair: each waiting meeting alone, the important ones first, by the first way that is found. */
function oneByOne(problem: Problem, ground: Ground): Found {
  const order = [...ground.waiting].sort((x, y) => problem.weight[y] - problem.weight[x] || x - y);
  let { slotOf } = ground;
  let { lost, changed, gaps } = { ...ground, gaps: stateWith(problem, slotOf).gaps };
  const moved = new Set<number>();
  for (const m of order) {
    const found = placeOne(problem, { ...ground, slotOf, lost, changed }, { m, moved });
    slotOf.forEach((slot, one) => {
      if (found.slotOf[one] !== slot) moved.add(one);
    });
    ({ slotOf, lost, changed, gaps } = found);
  }
  return { slotOf, lost, changed, gaps };
}

function placeOne(problem: Problem, ground: Ground, { m, moved }: { m: number; moved: ReadonlySet<number> }): Found {
  let best: Found | null = null;
  for (let extra = 0; extra <= EXTRA_FIRST; extra++) {
    const search = searchFrom(problem, { ground, steps: STEPS_FIRST });
    for (const one of moved) search.decided[one] = 1;
    search.limit = ground.changed + ground.isNew[m] + extra;
    visit(search, [m]);
    if (search.best && (!best || search.best.lost < best.lost - 1e-6)) best = search.best;
    if (best && best.lost <= ground.lost + 1e-6) break;
  }
  return best ?? leftOut(problem, ground, m);
}

/** Leaving the meeting out is always possible. This is for a search that had no step left to find it. */
const leftOut = (problem: Problem, { slotOf, changed, lost }: Ground, m: number): Found => ({
  ...{ slotOf, changed, lost: lost + problem.weight[m] },
  gaps: stateWith(problem, slotOf).gaps,
});

/** Allows one more change in each round, until nothing better can be found. True if that is proven. */
function deepen(search: Search & { best: Found | null }, { waiting, changed }: Ground): boolean {
  const least = leastLost(search);
  for (let limit = changed; ; limit++) {
    const best = search.best as Found;
    const isLeast = best.lost <= least + 1e-6;
    if (isLeast && limit >= best.changed) return true;
    Object.assign(search, { limit, limited: false });
    visit(search, waiting);
    if (search.steps <= 0) return false;
    if (!search.limited) return true;
  }
}

/** The weights that any timetable must lose, judged by counts of people and tables. */
function leastLost({ problem }: Search): number {
  let [sum, above] = [0, 0];
  const weightOf = new Map(Array.from(problem.priority, (level, m) => [level, problem.weight[m]]));
  for (const { priority, count } of leastMissing(problem)) {
    sum += Math.max(0, count - above) * (weightOf.get(priority) as number);
    above = Math.max(above, count);
  }
  for (const m of problem.hopeless.keys()) sum += problem.weight[m];
  return sum;
}

interface Outcome extends Pick<RepairTask, 'instance' | 'before'> {
  problem: Problem;
  found: Found;
  proven: boolean;
}

function finished({ instance, problem, before, found, proven }: Outcome): Repair {
  const places = new Map(before.map((one) => [one.meeting, one]));
  const wishes = instance.meetings.flatMap(({ id, locked }, m) => {
    const slot = found.slotOf[m];
    if (slot < 0) return [];
    const place = places.get(id);
    const isFixed = problem.fixed[m] >= 0;
    const old = place?.slot === instance.slots[slot]?.id ? (place?.table ?? 0) : 0;
    return [{ m, slot, locked: isFixed ? (locked?.table ?? 0) : 0, old }];
  });
  const tables = tablesLike(wishes, problem.capacity);
  const assignments = wishes.map(({ m, slot }) => ({
    meeting: instance.meetings[m]?.id ?? '',
    slot: instance.slots[slot]?.id ?? '',
    table: tables.get(m) as number,
  }));
  const held = new Map(assignments.map((one) => [one.meeting, one]));
  const why = reasonsFor({ instance, problem, slotOf: found.slotOf });
  const unplaced = instance.meetings.flatMap(({ id }, m) => (held.has(id) ? [] : [{ meeting: id, ...why(m) }]));
  const { violations, gaps } = checkTimetable(instance, { assignments, unplaced });
  if (violations.length > 0)
    throw new Error(`the repair broke a rule, which is a bug: ${JSON.stringify(violations[0])}`);
  const differs = (id: string) => {
    const [was, is] = [places.get(id), held.get(id)];
    return was?.slot !== is?.slot || was?.table !== is?.table;
  };
  const changed = instance.meetings.map(({ id }) => id).filter(differs);
  return { assignments, unplaced, gaps, changed, proven };
}
