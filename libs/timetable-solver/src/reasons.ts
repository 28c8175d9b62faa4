/** Why a meeting has no place: the smallest set of demands that cannot all be met (an infeasible subset). */
import type { Instance } from './instance.ts';
import type { Hopeless, Problem } from './problem.ts';
import { type Room, reachOf, roomOf } from './room.ts';

/** The ids of the conflicting things. */
export interface Clash {
  participants: string[];
  slots: string[];
  meetings: string[];
}

type Nothing = Record<never, never>;

/** The numbers of each reason, by its code. */
export type ReasonFigures = Record<Hopeless['code'], Nothing> & {
  /** The participant has `count` meetings, but takes at most `maximum`. */
  maximum: { count: number; maximum: number };
  /**
   * `count` meetings of the participant have only `suitable` slots; `besideLocks` if the participant has locked ones.
   */
  too_few_slots: { count: number; suitable: number; besideLocks: boolean };
  /** The `count` meetings of the participant fit only if none of the `lunches` lunch slots stays free. */
  lunch: { count: number; lunches: number };
  /** At least `count` meetings need the `places` places that the tables of `suitable` slots have. */
  too_few_tables: { count: number; places: number; suitable: number };
  /** In each of the `suitable` slots that suit both, a side has another meeting or its lunch, or no table is free. */
  crowded: { suitable: number; orLunch: boolean };
};

/** A code, its numbers, and the conflicting ids. The caller that shows the reason makes the text. */
export type ReasonBy<Figures> = {
  [Code in keyof Figures & string]: { code: Code; figures: Figures[Code] } & Clash;
}[keyof Figures & string];

export type Reason = ReasonBy<ReasonFigures>;

interface View {
  instance: Instance;
  problem: Problem;
  slotOf: ArrayLike<number>;
  /** By participant: the meetings that are not hopeless. */
  own: readonly number[][];
  /** By participant: why there are too many, computed once. */
  tooMany: Map<number, Reason | null>;
  room: Room;
}

/** Gives the reason why a meeting has no place. It computes reasons that meetings share only once. */
export function reasonsFor({
  instance,
  problem,
  slotOf,
}: Pick<View, 'instance' | 'problem' | 'slotOf'>): (m: number) => Reason {
  const own = Array.from({ length: problem.participants }, (): number[] => []);
  for (let m = 0; m < problem.meetings; m++) {
    if (problem.hopeless.has(m)) continue;
    own[problem.a[m]]?.push(m);
    own[problem.b[m]]?.push(m);
  }
  const view: View = { instance, problem, slotOf, own, tooMany: new Map(), room: roomOf(problem, slotOf) };
  return (m) => {
    const hopeless = problem.hopeless.get(m);
    if (hopeless) return alone(view, m, hopeless);
    return tooManyOfOne(view, m) ?? tooFewTables(view, m) ?? crowded(view, m);
  };
}

function alone({ instance }: View, m: number, reason: Hopeless): Reason {
  const meeting = instance.meetings[m] as Instance['meetings'][number];
  const other = reason.code === 'lock_clash' ? [instance.meetings[reason.with]?.id ?? ''] : [];
  return {
    code: reason.code,
    figures: {},
    participants: [meeting.a, meeting.b],
    slots: meeting.locked ? [meeting.locked.slot] : [],
    meetings: [meeting.id, ...other],
  };
}

/** One side has more meetings than it can have. */
function tooManyOfOne(view: View, m: number): Reason | null {
  for (const p of [view.problem.a[m], view.problem.b[m]]) {
    if (!view.tooMany.has(p)) view.tooMany.set(p, tooManyOf(view, p));
    const reason = view.tooMany.get(p);
    if (reason) return reason;
  }
  return null;
}

/** More meetings than its maximum, or than slots: found by matching meetings with slots. */
function tooManyOf(view: View, p: number): Reason | null {
  const { problem } = view;
  const own = view.own[p] as number[];
  const maximum = problem.maximum[p];
  if (own.length > maximum)
    return named(view, {
      code: 'maximum',
      figures: { count: own.length, maximum },
      people: [p],
      meetings: own,
    });
  const clash = withoutSlot(problem, own);
  if (clash) {
    const { meetings, slots } = clash;
    const besideLocks = own.some((m) => problem.fixed[m] >= 0);
    return named(view, {
      code: 'too_few_slots',
      figures: { count: meetings.length, suitable: slots.length, besideLocks },
      people: [p],
      meetings,
      slots,
    });
  }
  const lunch = [...problem.lunch.keys()].filter((s) => problem.lunch[s] === 1);
  if (lunch.length > problem.lunchMax[p] && lunch.every((free) => withoutSlot(problem, own, free)))
    return named(view, {
      code: 'lunch',
      figures: { count: own.length, lunches: lunch.length },
      people: [p],
      meetings: own,
      slots: lunch,
    });
  return null;
}

/** Meetings that together have fewer slots than their number; null if each can have its own. */
function withoutSlot(
  { slots: S, allowed }: Problem,
  own: number[],
  closed = -1,
): { meetings: number[]; slots: number[] } | null {
  const holder = new Map<number, number>();
  for (const m of own) {
    const seen = new Set<number>();
    const find = (one: number): boolean => {
      for (let s = 0; s < S; s++) {
        if (allowed[one * S + s] === 0 || s === closed || seen.has(s)) continue;
        seen.add(s);
        const other = holder.get(s);
        if (other !== undefined && !find(other)) continue;
        holder.set(s, one);
        return true;
      }
      return false;
    };
    if (!find(m)) return { meetings: [m, ...[...seen].map((s) => holder.get(s) as number)], slots: [...seen] };
  }
  return null;
}

/** Every possible slot of the meeting, and of the meetings that could make room for it, is full to the last table. */
function tooFewTables(view: View, m: number): Reason | null {
  const { problem, room } = view;
  const { slots: S, allowed, capacity } = problem;
  const slots = new Set<number>();
  for (let s = 0; s < S; s++) {
    if (allowed[m * S + s] === 0) continue;
    if (room.loose[s] === 1) return null;
    if (slots.has(s)) continue;
    if (!room.reach.has(s)) room.reach.set(s, reachOf(problem, room, s));
    for (const one of room.reach.get(s) as ReadonlySet<number>) slots.add(one);
  }
  const tables = [...slots].reduce((sum, s) => sum + capacity[s], 0);
  const listed = [m];
  for (const s of slots) if (listed.length < LISTED_MAX) listed.push(...(room.meetings[s] as number[]));
  return named(view, {
    code: 'too_few_tables',
    figures: { count: tables + 1, places: tables, suitable: slots.size },
    people: [],
    meetings: listed,
    slots: [...slots],
  });
}

/** No side alone is the reason: in every suitable slot a side has a meeting or its lunch, or the tables are full. */
function crowded(view: View, m: number): Reason {
  const { problem, slotOf } = view;
  const { slots: S, allowed } = problem;
  const slots = Array.from({ length: S }, (_, s) => s).filter((s) => allowed[m * S + s] === 1);
  const [a, b] = [problem.a[m], problem.b[m]];
  const group = [...new Set([...(view.own[a] as number[]), ...(view.own[b] as number[])])].filter(
    (one) => one === m || slots.includes(slotOf[one]),
  );
  return named(view, {
    code: 'crowded',
    figures: { suitable: slots.length, orLunch: problem.lunch.includes(1) },
    people: [a, b],
    meetings: group,
    slots,
  });
}

type Counted = Exclude<keyof ReasonFigures, Hopeless['code']>;

type Draft = { [Code in Counted]: { code: Code; figures: ReasonFigures[Code] } }[Counted] & {
  people: number[];
  meetings: number[];
  slots?: number[];
};

const LISTED_MAX = 50;

const named = ({ instance }: View, { people, meetings, slots = [], ...reason }: Draft): Reason => ({
  ...reason,
  participants: people.map((p) => instance.participants[p]?.id ?? ''),
  slots: slots.map((s) => instance.slots[s]?.id ?? ''),
  meetings: meetings.slice(0, LISTED_MAX).map((m) => instance.meetings[m]?.id ?? ''),
});
