/** Explains a place: why a meeting is in its slot, and why it is not in each other slot of the day. */
import type { Assignment, Instance } from './instance.ts';
import { type Problem, problemOf } from './problem.ts';
import type { Clash, ReasonBy } from './reasons.ts';
import { canSeat, emptyState, type State, seat, unseat } from './state.ts';

/** The numbers of each obstacle, by its code. */
export interface ObstacleFigures {
  begun: Record<never, never>;
  locked: Record<never, never>;
  session: Record<never, never>;
  /** All tables of the slot are taken. */
  full: { tables: number };
  unavailable: Record<never, never>;
  busy: Record<never, never>;
  /** The participant takes at most `maximum` meetings, and has them. */
  maximum: { maximum: number };
  lunch: Record<never, never>;
}

export type Obstacle = ReasonBy<ObstacleFigures>;

export interface SlotView {
  slot: string;
  here: boolean;
  possible: boolean;
  obstacles: Obstacle[];
  /** The change of the number of gaps with the meeting in this slot; 0 if that is not possible. */
  gapsChange: number;
}

interface View {
  instance: Instance;
  problem: Problem;
  state: State;
  m: number;
  begun: ReadonlySet<string>;
}

export interface Question {
  instance: Instance;
  assignments: readonly Assignment[];
  meeting: string;
  /** Slots that have begun. */
  begun: readonly string[];
}

/** Each slot, as if only this meeting moved and all others stayed. */
export function explainSlots({ instance, assignments, meeting, begun }: Question): SlotView[] {
  const problem = problemOf(instance);
  const state = emptyState(problem);
  const slotAt = new Map(instance.slots.map(({ id }, s) => [id, s]));
  const numberOf = new Map(instance.meetings.map(({ id }, m) => [id, m]));
  for (const one of assignments) {
    const [m, s] = [numberOf.get(one.meeting), slotAt.get(one.slot)];
    if (m !== undefined && s !== undefined && state.slotOf[m] === -1) seat(state, m, s);
  }
  const m = numberOf.get(meeting) as number;
  const here = state.slotOf[m];
  const before = state.gaps;
  if (here >= 0) unseat(state, m);
  const view: View = { instance, problem, state, m, begun: new Set(begun) };
  return instance.slots.map(({ id }, s): SlotView => {
    const obstacles = s === here ? [] : obstaclesIn(view, s);
    const possible = s === here || (obstacles.length === 0 && canSeat(state, m, s));
    return {
      slot: id,
      here: s === here,
      possible,
      obstacles,
      gapsChange: possible ? gapsWith(state, m, s) - before : 0,
    };
  });
}

function gapsWith(state: State, m: number, s: number): number {
  if (!canSeat(state, m, s)) return state.gaps;
  seat(state, m, s);
  const { gaps } = state;
  unseat(state, m);
  return gaps;
}

/** All obstacles of a slot, not only the first. */
function obstaclesIn({ instance, problem, state, m, begun }: View, s: number): Obstacle[] {
  const meeting = instance.meetings[m] as Instance['meetings'][number];
  const slot = instance.slots[s] as Instance['slots'][number];
  const about: Clash = { participants: [], slots: [slot.id], meetings: [] };
  const found: Obstacle[] = [];
  if (begun.has(slot.id)) found.push({ ...about, code: 'begun', figures: {} });
  if (meeting.locked && meeting.locked.slot !== slot.id) found.push({ ...about, code: 'locked', figures: {} });
  if (meeting.session !== 'ANY' && slot.session !== 'ANY' && meeting.session !== slot.session)
    found.push({ ...about, code: 'session', figures: {} });
  for (const p of [problem.a[m], problem.b[m]]) found.push(...ofOne({ instance, problem, state }, p, s));
  const tables = problem.capacity[s];
  if (state.count[s] >= tables) found.push({ ...about, code: 'full', figures: { tables } });
  return found;
}

/** The obstacles of one of the two participants in a slot. */
function ofOne(
  { instance, problem, state }: Pick<View, 'instance' | 'problem' | 'state'>,
  p: number,
  s: number,
): Obstacle[] {
  const id = instance.participants[p]?.id ?? '';
  const about: Clash = { participants: [id], slots: [instance.slots[s]?.id ?? ''], meetings: [] };
  const other = state.at[p * state.width + s + 1];
  const found: Obstacle[] = [];
  if (problem.available[p * problem.slots + s] === 0) found.push({ ...about, code: 'unavailable', figures: {} });
  if (other >= 0) found.push({ ...about, meetings: [instance.meetings[other]?.id ?? ''], code: 'busy', figures: {} });
  const maximum = problem.maximum[p];
  if (state.held[p] >= maximum) found.push({ ...about, code: 'maximum', figures: { maximum } });
  if (problem.lunch[s] === 1 && state.lunches[p] >= problem.lunchMax[p])
    found.push({ ...about, code: 'lunch', figures: {} });
  return found;
}
