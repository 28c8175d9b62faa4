/** Why a meeting has no place: the smallest set of demands that cannot all be met. */
import type { Instance } from './instance.ts';
import type { Hopeless, Problem } from './problem.ts';
import { type Room, reachOf, roomOf } from './room.ts';

/** Ids of what clashes. */
export interface Clash {
  participants: string[];
  slots: string[];
  meetings: string[];
}

type Nothing = Record<never, never>;

/** What each reason counts, by its code. */
export type ReasonFigures = Record<Hopeless['code'], Nothing> & {
  /** The participant has that many meetings, and takes at most so many. */
  maximum: { count: number; maximum: number };
  /** That many meetings of the participant have only so many slots that suit; `besideLocks` where it has locked ones. */
  too_few_slots: { count: number; suitable: number; besideLocks: boolean };
  /** The meetings of the participant fit only where none of so many slots for lunch stays free. */
  lunch: { count: number; lunches: number };
  /** That many meetings or more want the places that the tables of so many slots have. */
  too_few_tables: { count: number; places: number; suitable: number };
  /** In each of so many slots that suit both, one of them sits elsewhere, keeps it for lunch, or no table is free. */
  crowded: { suitable: number; orLunch: boolean };
};

/** A code, what it counts, and what clashes. The words are for those to find who show it. */
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
  /** By participant: why there are too many of them, looked for once. */
  tooMany: Map<number, Reason | null>;
  room: Room;
}

/** Says why a meeting has no place; what several meetings have in common is worked out once. */
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

/** More than it takes, or than there are slots for: found by pairing its meetings with slots, and what blocks that. */
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

/** Meetings that together have fewer slots than they are, or null where each can have one of its own. */
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

/** All slots that the meeting, and those that could make room for it, may have are full to the last table. */
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

/** Neither alone: in every slot that suits, a side sits in another meeting or keeps it for lunch, or the tables are full. */
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
