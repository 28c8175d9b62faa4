/** Why a meeting is where it is, and for each slot of the day why not there: what a person asks of a timetable. */
import type { Assignment, Instance } from './instance.ts';
import { type Problem, problemOf } from './problem.ts';
import type { Reason } from './reasons.ts';
import { canSeat, emptyState, type State, seat, unseat } from './state.ts';

export interface SlotView {
  slot: string;
  here: boolean;
  possible: boolean;
  obstacles: Reason[];
  /** How many gaps more, or fewer, there would be with the meeting in this slot; 0 where it is not possible. */
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

/** Each slot as if the meeting alone were to move and all others stayed. */
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

/** Everything that stands against a slot, not only the first of it. */
function obstaclesIn({ instance, problem, state, m, begun }: View, s: number): Reason[] {
  const meeting = instance.meetings[m] as Instance['meetings'][number];
  const slot = instance.slots[s] as Instance['slots'][number];
  const at = (code: string, ko: string, en: string, about: Partial<Reason> = {}): Reason => ({
    ...{ code, ko, en, participants: [], slots: [slot.id], meetings: [] },
    ...about,
  });
  const found: Reason[] = [];
  if (begun.has(slot.id)) found.push(at('begun', '이미 시작된 슬롯입니다', 'the slot has begun'));
  if (meeting.locked && meeting.locked.slot !== slot.id)
    found.push(at('locked', '미팅이 다른 슬롯에 고정되어 있습니다', 'the meeting is locked in another slot'));
  if (meeting.session !== 'ANY' && slot.session !== 'ANY' && meeting.session !== slot.session)
    found.push(at('session', '미팅의 시간대(오전·오후)가 아닙니다', 'the slot is in the other half of the day'));
  for (const p of [problem.a[m], problem.b[m]]) found.push(...ofOne({ instance, problem, state }, p, s));
  if (state.count[s] >= problem.capacity[s])
    found.push(
      at('full', `테이블 ${problem.capacity[s]}개가 모두 찼습니다`, `all ${problem.capacity[s]} tables are taken`),
    );
  return found;
}

/** What keeps one of the two from a slot. */
function ofOne(
  { instance, problem, state }: Pick<View, 'instance' | 'problem' | 'state'>,
  p: number,
  s: number,
): Reason[] {
  const id = instance.participants[p]?.id ?? '';
  const about = { participants: [id], slots: [instance.slots[s]?.id ?? ''], meetings: [] as string[] };
  const other = state.at[p * state.width + s + 1];
  const found: Reason[] = [];
  if (problem.available[p * problem.slots + s] === 0)
    found.push({ ...about, code: 'unavailable', ko: `${id}이(가) 참석할 수 없습니다`, en: `${id} cannot come` });
  if (other >= 0) {
    const meetings = [instance.meetings[other]?.id ?? ''];
    found.push({
      ...about,
      meetings,
      code: 'busy',
      ko: `${id}에게 다른 미팅이 있습니다`,
      en: `${id} has another meeting`,
    });
  }
  const [held, most] = [state.held[p], problem.maximum[p]];
  if (held >= most)
    found.push({
      ...about,
      code: 'maximum',
      ko: `${id}의 미팅이 이미 최대 ${most}건입니다`,
      en: `${id} has the most it takes, ${most}, already`,
    });
  if (problem.lunch[s] === 1 && state.lunches[p] >= problem.lunchMax[p])
    found.push({
      ...about,
      code: 'lunch',
      ko: `${id}의 점심 시간이 없어집니다`,
      en: `${id} would have no slot for lunch`,
    });
  return found;
}
