/** Why a meeting has no place: the smallest set of demands that cannot all be met. */
import type { Instance } from './instance.ts';
import type { Hopeless, Problem } from './problem.ts';

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
}

export function reasonFor(view: View, m: number): Reason {
  const hopeless = view.problem.hopeless.get(m);
  if (hopeless) return alone(view, m, hopeless);
  return tooManyOfOne(view, m) ?? tooFewTables(view, m) ?? crowded(view, m);
}

const TEXTS: Record<Hopeless['code'], { en: string; ko: string }> = {
  no_slot_of_session: { en: 'there is no slot in its session', ko: '해당 시간대에 속한 슬롯이 없습니다' },
  no_common_slot: { en: 'no slot of its session suits both sides', ko: '양측이 모두 가능한 슬롯이 없습니다' },
  no_table: { en: 'the slots that suit both sides have no table', ko: '양측이 가능한 슬롯에 테이블이 없습니다' },
  begun: { en: 'every slot that suits both sides has begun', ko: '양측이 가능한 슬롯이 모두 시작되었습니다' },
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

/** One side has more meetings than slots for them: found by pairing its meetings with slots, and what blocks that. */
function tooManyOfOne(view: View, m: number): Reason | null {
  const { problem, instance } = view;
  for (const p of [problem.a[m] as number, problem.b[m] as number]) {
    const own = meetingsOf(problem, p);
    const id = instance.participants[p]?.id ?? '';
    const maximum = problem.maximum[p] as number;
    if (own.length > maximum) {
      const counts = { have: own.length, most: maximum };
      return named(view, {
        code: 'maximum',
        people: [p],
        meetings: own,
        en: `${id} has ${counts.have} meetings and takes at most ${counts.most}`,
        ko: `${id}의 미팅 ${counts.have}건이 최대 ${counts.most}건을 넘습니다`,
      });
    }
    const clash = withoutSlot(problem, own);
    if (!clash) continue;
    const { meetings, slots } = clash;
    return named(view, {
      code: 'too_few_slots',
      people: [p],
      meetings,
      slots,
      en: `${meetings.length} meetings of ${id} have only ${slots.length} slots that suit`,
      ko: `${id}의 미팅 ${meetings.length}건에 가능한 슬롯이 ${slots.length}개뿐입니다`,
    });
  }
  return null;
}

const meetingsOf = ({ meetings, a, b, hopeless }: Problem, p: number): number[] =>
  Array.from({ length: meetings }, (_, m) => m).filter((m) => (a[m] === p || b[m] === p) && !hopeless.has(m));

/** Meetings that together have fewer slots than they are, or null where each can have one of its own. */
function withoutSlot({ slots: S, allowed }: Problem, own: number[]): { meetings: number[]; slots: number[] } | null {
  const holder = new Map<number, number>();
  for (const m of own) {
    const seen = new Set<number>();
    const find = (one: number): boolean => {
      for (let s = 0; s < S; s++) {
        if (allowed[one * S + s] === 0 || seen.has(s)) continue;
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
  const { problem, slotOf } = view;
  const { slots: S, allowed, capacity, meetings } = problem;
  const slots = new Set<number>();
  const group = [m];
  const count = new Int32Array(S);
  for (let one = 0; one < meetings; one++) {
    const s = slotOf[one] as number;
    if (s >= 0) count[s] = (count[s] as number) + 1;
  }
  for (let i = 0; i < group.length; i++) {
    for (let s = 0; s < S; s++) {
      if (allowed[(group[i] as number) * S + s] === 0 || slots.has(s)) continue;
      if ((count[s] as number) < (capacity[s] as number)) return null;
      slots.add(s);
      for (let one = 0; one < meetings; one++) if (slotOf[one] === s) group.push(one);
    }
  }
  const tables = [...slots].reduce((sum, s) => sum + (capacity[s] as number), 0);
  return named(view, {
    code: 'too_few_tables',
    people: [],
    meetings: group,
    slots: [...slots],
    en: `${group.length} or more meetings want the ${tables} places that the tables of ${slots.size} slots have`,
    ko: `슬롯 ${slots.size}개의 테이블 ${tables}자리를 미팅 ${group.length}건 이상이 필요로 합니다`,
  });
}

/** Neither alone: in every slot that suits, a side sits in another meeting or the tables are full. */
function crowded(view: View, m: number): Reason {
  const { problem, slotOf } = view;
  const { slots: S, allowed } = problem;
  const slots = Array.from({ length: S }, (_, s) => s).filter((s) => allowed[m * S + s] === 1);
  const [a, b] = [problem.a[m] as number, problem.b[m] as number];
  const group = [...new Set([...meetingsOf(problem, a), ...meetingsOf(problem, b)])].filter(
    (one) => one === m || slots.includes(slotOf[one] as number),
  );
  return named(view, {
    code: 'crowded',
    people: [a, b],
    meetings: group,
    slots,
    en: `in each of the ${slots.length} slots that suit both sides, one of them sits in another meeting or no table is free`,
    ko: `양측이 가능한 슬롯 ${slots.length}개 모두에 다른 미팅이 있거나 빈 테이블이 없습니다`,
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
