/** An instance in the form for the search and the bounds: numbers instead of ids, with the rules already applied. */
import { type Instance, SESSIONS, type Session } from './instance.ts';

/** Why a meeting cannot be held in any timetable. Participants, slots and meetings are indexes. */
export type Hopeless =
  | { code: 'no_slot_of_session' | 'no_common_slot' | 'no_table' | 'begun' | 'beside_locks' }
  | { code: 'lock_begun' | 'lock_forbidden' | 'lock_session' | 'lock_table' | 'lock_lunch' | 'lock_maximum' }
  | { code: 'lock_clash'; with: number };

export interface Problem {
  participants: number;
  meetings: number;
  slots: number;
  /** The two sides of each meeting. */
  a: Int32Array;
  b: Int32Array;
  /** The number of tables in each slot. */
  capacity: Int32Array;
  /** meeting × slot: 1 if the meeting may be there. A locked meeting has only its slot; a hopeless one has none. */
  allowed: Uint8Array;
  /** The slot of a locked meeting that is held there in any case; -1 for all others. */
  fixed: Int32Array;
  /** participant × slot: 1 if the participant can have a meeting there. */
  available: Uint8Array;
  /** The weight of leaving a meeting out. One meeting of a higher priority weighs more than several of a lower one. */
  weight: Float64Array;
  priority: Uint8Array;
  minimum: Int32Array;
  maximum: Int32Array;
  lunch: Uint8Array;
  hasLunch: boolean;
  /** The number of lunch slots that a participant may use; above their number if no lunch has to be kept. */
  lunchMax: Int32Array;
  hopeless: Map<number, Hopeless>;
  /** True if locks contradict each other. A choice then decides which of them hold, and it is not proven the best. */
  chosen: boolean;
}

const NO_LIMIT = 1 << 29;
const WEIGHT_STEP = 4;

/** The slots that have begun, and the meetings in them. No other meeting is put there. */
export interface Past {
  slots: ReadonlySet<string>;
  meetings: ReadonlySet<string>;
}

const NO_PAST: Past = { slots: new Set(), meetings: new Set() };

export function problemOf(instance: Instance, past = NO_PAST): Problem {
  const { slots, participants, meetings } = instance;
  const place = new Map(slots.map(({ id }, i) => [id, i]));
  const person = new Map(participants.map(({ id }, i) => [id, i]));
  const S = slots.length;
  const available = new Uint8Array(participants.length * S).fill(1);
  participants.forEach(({ unavailable }, p) => {
    for (const id of unavailable) available[p * S + (place.get(id) as number)] = 0;
  });
  const lunch = Uint8Array.from(slots, ({ id }) => (instance.lunch.includes(id) ? 1 : 0));
  const levels = [...new Set(meetings.map(({ priority }) => priority))].sort((x, y) => x - y);
  const problem: Problem = {
    participants: participants.length,
    meetings: meetings.length,
    slots: S,
    a: Int32Array.from(meetings, ({ a }) => person.get(a) as number),
    b: Int32Array.from(meetings, ({ b }) => person.get(b) as number),
    capacity: Int32Array.from(slots, ({ tables }) => tables ?? instance.tables),
    allowed: new Uint8Array(meetings.length * S),
    fixed: new Int32Array(meetings.length).fill(-1),
    available,
    weight: Float64Array.from(meetings, ({ priority }) => WEIGHT_STEP ** levels.indexOf(priority)),
    priority: Uint8Array.from(meetings, ({ priority }) => priority),
    minimum: Int32Array.from(participants, ({ minimum }) => minimum ?? 0),
    maximum: Int32Array.from(participants, ({ maximum }) => maximum ?? NO_LIMIT),
    lunch,
    hasLunch: lunch.includes(1),
    lunchMax: new Int32Array(participants.length),
    hopeless: new Map(),
    chosen: false,
  };
  keepLunch(problem);
  allow(problem, { instance, past });
  fixLocks(problem, { instance, place, past });
  closeFullPlaces(problem);
  return problem;
}

/** A participant who cannot come in one of the lunch slots has that slot free anyway. */
function keepLunch({ participants, slots, available, lunch, lunchMax }: Problem): void {
  const all = lunch.reduce((sum, one) => sum + one, 0);
  for (let p = 0; p < participants; p++) {
    let can = 0;
    for (let s = 0; s < slots; s++) can += lunch[s] === 1 && available[p * slots + s] === 1 ? 1 : 0;
    lunchMax[p] = all > 0 && can === all ? all - 1 : NO_LIMIT;
  }
}

/** The slots for each meeting alone: session and both sides fit, there is a table, and the slot has not begun. */
function allow(problem: Problem, { instance, past }: { instance: Instance; past: Past }): void {
  const { slots: S, a, b, available, capacity, allowed, hopeless } = problem;
  const begun = Uint8Array.from(instance.slots, ({ id }) => (past.slots.has(id) ? 1 : 0));
  const suits = Object.fromEntries(
    SESSIONS.map((wanted) => [
      wanted,
      Uint8Array.from(instance.slots, ({ session }) =>
        [wanted, session].includes('ANY') || wanted === session ? 1 : 0,
      ),
    ]),
  ) as Record<Session, Uint8Array>;
  instance.meetings.forEach(({ id, session }, m) => {
    const isPast = past.meetings.has(id);
    const [p, q] = [a[m] * S, b[m] * S];
    let [fits, common, withTable, ahead] = [0, 0, 0, 0];
    for (let s = 0; s < S; s++) {
      if (suits[session][s] === 0) continue;
      fits++;
      if (available[p + s] === 0 || available[q + s] === 0) continue;
      common++;
      if (capacity[s] === 0) continue;
      withTable++;
      if (begun[s] === 1 && !isPast) continue;
      ahead++;
      allowed[m * S + s] = 1;
    }
    if (fits === 0) hopeless.set(m, { code: 'no_slot_of_session' });
    else if (common === 0) hopeless.set(m, { code: 'no_common_slot' });
    else if (withTable === 0) hopeless.set(m, { code: 'no_table' });
    else if (ahead === 0) hopeless.set(m, { code: 'begun' });
  });
}

/**
 * A lock is a promise, so locked meetings are placed before all others. A lock leaves its meeting out if it breaks a
 * rule, or contradicts an earlier lock that is not less important. Slots that have begun come before the locks.
 */
function fixLocks(
  problem: Problem,
  { instance, place, past }: { instance: Instance; place: Map<string, number>; past: Past },
): void {
  const { slots: S, a, b, allowed, hopeless, fixed, priority } = problem;
  const seats = new Map<string, number>();
  const locked = instance.meetings.flatMap(({ locked }, m) => (locked ? [{ m, ...locked }] : []));
  const hasBegun = ({ m }: { m: number }) => (past.meetings.has(instance.meetings[m]?.id ?? '') ? 1 : 0);
  locked.sort((x, y) => hasBegun(y) - hasBegun(x) || priority[y.m] - priority[x.m] || x.m - y.m);
  const used = new Int32Array(S);
  const held = new Int32Array(problem.participants);
  const lunches = new Int32Array(problem.participants);
  for (const { m, slot, table } of locked) {
    const s = place.get(slot) as number;
    const fits = allowed[m * S + s] === 1 && (table ?? 1) <= problem.capacity[s];
    allowed.fill(0, m * S, (m + 1) * S);
    const sides = [a[m], b[m]];
    const keys = [...sides.map((p) => `p${p} ${s}`), ...(table === undefined ? [] : [`t${table} ${s}`])];
    const before = keys.map((key) => seats.get(key)).find((one) => one !== undefined);
    const clash = fits ? clashWithLocks() : null;
    problem.chosen ||= clash !== null;
    const reason = clash ?? (fits ? null : whyNotThere(problem, { m, s, instance, past }));
    if (reason) {
      hopeless.set(m, reason);
      continue;
    }
    for (const key of keys) seats.set(key, m);
    for (const p of sides) {
      held[p] = held[p] + 1;
      lunches[p] = lunches[p] + problem.lunch[s];
    }
    used[s] = used[s] + 1;
    fixed[m] = s;
    allowed[m * S + s] = 1;
    hopeless.delete(m);

    function clashWithLocks(): Hopeless | null {
      if (before !== undefined) return { code: 'lock_clash', with: before };
      if (used[s] >= problem.capacity[s]) return { code: 'lock_table' };
      if (sides.some((p) => held[p] >= problem.maximum[p])) return { code: 'lock_maximum' };
      const onLunch = problem.lunch[s] === 1;
      if (onLunch && sides.some((p) => lunches[p] >= problem.lunchMax[p])) return { code: 'lock_lunch' };
      return null;
    }
  }
}

function whyNotThere(problem: Problem, at: { m: number; s: number; instance: Instance; past: Past }): Hopeless {
  const { slots: S, a, b, available } = problem;
  const { m, s, instance, past } = at;
  const [slot, meeting] = [instance.slots[s], instance.meetings[m]];
  const wrongHalf = slot?.session !== 'ANY' && meeting?.session !== 'ANY' && slot?.session !== meeting?.session;
  if (wrongHalf) return { code: 'lock_session' };
  const both = available[a[m] * S + s] === 1 && available[b[m] * S + s] === 1;
  if (!both) return { code: 'lock_forbidden' };
  const hasBegun = past.slots.has(slot?.id ?? '') && !past.meetings.has(meeting?.id ?? '');
  return { code: hasBegun ? 'lock_begun' : 'lock_table' };
}

/** No other meeting of a participant can be in the slot of a locked one. */
function closeFullPlaces({ meetings, slots: S, a, b, fixed, allowed, hopeless }: Problem): void {
  const taken = new Map<number, number[]>();
  for (let m = 0; m < meetings; m++) {
    const slot = fixed[m];
    if (slot < 0) continue;
    for (const p of [a[m], b[m]]) taken.set(p, [...(taken.get(p) ?? []), slot]);
  }
  for (let m = 0; m < meetings; m++) {
    if (fixed[m] >= 0 || hopeless.has(m)) continue;
    const closed = [a[m], b[m]].flatMap((p) => taken.get(p) ?? []);
    for (const s of closed) allowed[m * S + s] = 0;
    if (closed.length > 0 && !allowed.subarray(m * S, (m + 1) * S).includes(1))
      hopeless.set(m, { code: 'beside_locks' });
  }
}
