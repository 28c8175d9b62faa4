/** Why a meeting has no place: the smallest set of demands that cannot all be met. */
import type { Instance } from './instance.ts';
import type { Hopeless, Problem } from './problem.ts';
import { type Room, reachOf, roomOf } from './room.ts';

export interface Reason {
  code: string;
  en: string;
  ko: string;
  /** Ids of what clashes. */
  participants: string[];
  slots: string[];
  meetings: string[];
}

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

const TEXTS: Record<Hopeless['code'], { en: string; ko: string }> = {
  no_slot_of_session: { en: 'there is no slot in its session', ko: '해당 시간대에 속한 슬롯이 없습니다' },
  no_common_slot: { en: 'no slot of its session suits both sides', ko: '양측이 모두 가능한 슬롯이 없습니다' },
  no_table: { en: 'the slots that suit both sides have no table', ko: '양측이 가능한 슬롯에 테이블이 없습니다' },
  begun: { en: 'every slot that suits both sides has begun', ko: '양측이 가능한 슬롯이 모두 시작되었습니다' },
  beside_locks: {
    en: 'in every slot that suits both sides one of them has a locked meeting',
    ko: '양측이 가능한 슬롯마다 한쪽의 고정된 미팅이 있습니다',
  },
  lock_begun: { en: 'it is locked in a slot that has begun without it', ko: '고정된 슬롯이 이미 시작되었습니다' },
  lock_forbidden: {
    en: 'it is locked in a slot that one side has forbidden',
    ko: '고정된 슬롯에 한쪽이 참석할 수 없습니다',
  },
  lock_session: { en: 'it is locked in a slot outside its session', ko: '고정된 슬롯이 미팅의 시간대 밖에 있습니다' },
  lock_table: {
    en: 'it is locked in a slot that has no table left for it',
    ko: '고정된 슬롯에 남은 테이블이 없습니다',
  },
  lock_lunch: { en: 'its lock leaves one side no slot for lunch', ko: '고정하면 한쪽의 점심 시간이 없어집니다' },
  lock_maximum: { en: 'its lock exceeds the maximum of one side', ko: '고정하면 한쪽의 최대 미팅 수를 넘습니다' },
  lock_clash: { en: 'its lock clashes with the lock of another meeting', ko: '다른 미팅의 고정과 충돌합니다' },
};

function alone({ instance }: View, m: number, reason: Hopeless): Reason {
  const meeting = instance.meetings[m] as Instance['meetings'][number];
  const other = reason.code === 'lock_clash' ? [instance.meetings[reason.with]?.id ?? ''] : [];
  const names = other.length > 0 ? ` (${other.join(', ')})` : '';
  return {
    code: reason.code,
    en: `${TEXTS[reason.code].en}${names}`,
    ko: `${TEXTS[reason.code].ko}${names}`,
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
  const { problem, instance } = view;
  const own = view.own[p] as number[];
  const id = instance.participants[p]?.id ?? '';
  const maximum = problem.maximum[p];
  if (own.length > maximum)
    return named(view, {
      code: 'maximum',
      people: [p],
      meetings: own,
      en: `${id} has ${own.length} meetings and takes at most ${maximum}`,
      ko: `${id}의 미팅 ${own.length}건이 최대 ${maximum}건을 넘습니다`,
    });
  const clash = withoutSlot(problem, own);
  if (clash) {
    const { meetings, slots } = clash;
    const hasLocks = own.some((m) => problem.fixed[m] >= 0);
    return named(view, {
      code: 'too_few_slots',
      people: [p],
      meetings,
      slots,
      en: `${meetings.length} meetings of ${id} have only ${slots.length} slots that suit${hasLocks ? ' beside locked ones' : ''}`,
      ko: `${id}의 미팅 ${meetings.length}건에 가능한 슬롯이 ${hasLocks ? '고정된 미팅 외에 ' : ''}${slots.length}개뿐입니다`,
    });
  }
  const lunch = [...problem.lunch.keys()].filter((s) => problem.lunch[s] === 1);
  if (lunch.length > problem.lunchMax[p] && lunch.every((free) => withoutSlot(problem, own, free)))
    return named(view, {
      code: 'lunch',
      people: [p],
      meetings: own,
      slots: lunch,
      en: `the ${own.length} meetings of ${id} fit only where none of the ${lunch.length} slots for lunch stays free`,
      ko: `${id}의 미팅 ${own.length}건을 모두 잡으면 점심 슬롯 ${lunch.length}개 가운데 하나도 비지 않습니다`,
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
    people: [],
    meetings: listed,
    slots: [...slots],
    en: `${tables + 1} or more meetings want the ${tables} places that the tables of ${slots.size} slots have`,
    ko: `슬롯 ${slots.size}개의 테이블 ${tables}자리를 미팅 ${tables + 1}건 이상이 필요로 합니다`,
  });
}

/** Neither alone: in every slot that suits, a side sits in another meeting or keeps it for lunch, or the tables are full. */
function crowded(view: View, m: number): Reason {
  const { problem, slotOf } = view;
  const forLunch = problem.lunch.includes(1);
  const { slots: S, allowed } = problem;
  const slots = Array.from({ length: S }, (_, s) => s).filter((s) => allowed[m * S + s] === 1);
  const [a, b] = [problem.a[m], problem.b[m]];
  const group = [...new Set([...(view.own[a] as number[]), ...(view.own[b] as number[])])].filter(
    (one) => one === m || slots.includes(slotOf[one]),
  );
  return named(view, {
    code: 'crowded',
    people: [a, b],
    meetings: group,
    slots,
    en: `in each of the ${slots.length} slots that suit both sides, one of them sits in another meeting${forLunch ? ', keeps it for lunch' : ''} or no table is free`,
    ko: `양측이 가능한 슬롯 ${slots.length}개 모두에 다른 미팅이${forLunch ? '나 점심이' : ''} 있거나 빈 테이블이 없습니다`,
  });
}

interface Draft {
  code: string;
  en: string;
  ko: string;
  people: number[];
  meetings: number[];
  slots?: number[];
}

const LISTED_MAX = 50;

function named({ instance }: View, { code, en, ko, people, meetings, slots = [] }: Draft): Reason {
  return {
    code,
    en,
    ko,
    participants: people.map((p) => instance.participants[p]?.id ?? ''),
    slots: slots.map((s) => instance.slots[s]?.id ?? ''),
    meetings: meetings.slice(0, LISTED_MAX).map((m) => instance.meetings[m]?.id ?? ''),
  };
}
