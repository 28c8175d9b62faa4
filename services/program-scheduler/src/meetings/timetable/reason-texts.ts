/**
 * Texts that say why a meeting has its place, has no place, or cannot be in a slot, in both languages. The solver gives
 * a code, figures, and the ids of what clashes. These are stored, and the text is made on reading, with the names that
 * the reader may see.
 */
import { josa } from '@naru/korean/particle';
import type { ObstacleFigures } from '@naru/timetable-solver/explain';
import type { ReasonFigures } from '@naru/timetable-solver/reasons';
import type { AnyText, Params, Said, Text } from '@naru/words/text';
import { texts } from '@naru/words/texts';

/** The parties and meetings that each text gets besides its figures. */
export interface Subjects {
  /** Names, or ids where no name is known. */
  parties: readonly Said[];
  meetingIds: readonly string[];
}

const SUBJECTS: Subjects = {
  parties: [
    { ko: '라온링크', en: 'Raonlink' },
    { ko: '한빛벤처스', en: 'Hanbit Ventures' },
  ],
  meetingIds: ['mtg_01', 'mtg_02'],
};
type With<F> = (params: Subjects & F) => string;
type About<F> = Text<Subjects & F & Params>;

/** A text about a clash, with the figures that it gets. */
const about = <F extends Params>(figures: F, words: { ko: With<F>; en: With<F> }): About<F> => ({
  example: { ...SUBJECTS, ...figures },
  ...words,
});
const plain = (ko: string, en: string): About<Record<never, never>> => about({}, { ko: () => ko, en: () => en });

const many = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;
const who = ([party]: readonly Said[], language: keyof Said): string => party?.[language] ?? '';

/** Why a meeting has no place. */
export const REASON = texts('timetable_reason', {
  no_slot_of_session: plain(
    '미팅의 시간대(오전·오후)에 해당하는 슬롯이 없습니다',
    'there is no slot in the half of the day that the meeting asks for',
  ),
  no_common_slot: plain('양측이 모두 참석할 수 있는 슬롯이 없습니다', 'no slot suits both sides'),
  no_table: plain('양측이 참석할 수 있는 슬롯에 테이블이 없습니다', 'the slots that suit both sides have no table'),
  begun: plain('양측이 참석할 수 있는 슬롯이 모두 이미 시작되었습니다', 'every slot that suits both sides has begun'),
  beside_locks: plain(
    '양측이 참석할 수 있는 슬롯마다 한쪽의 고정된 미팅이 있습니다',
    'in every slot that suits both sides, one of them has a locked meeting',
  ),
  lock_begun: plain('고정된 슬롯이 이미 시작되었습니다', 'the meeting is locked in a slot that has begun without it'),
  lock_forbidden: plain(
    '고정된 슬롯에 한쪽이 참석할 수 없습니다',
    'the meeting is locked in a slot that one side cannot attend',
  ),
  lock_session: plain(
    '고정된 슬롯이 미팅의 시간대(오전·오후)가 아닙니다',
    'the meeting is locked in a slot of the other half of the day',
  ),
  lock_table: plain(
    '고정된 슬롯에 남은 테이블이 없습니다',
    'the meeting is locked in a slot that has no table left for it',
  ),
  lock_lunch: plain(
    '고정하면 한쪽의 점심시간이 없어집니다',
    'the lock of the meeting leaves one side no slot for lunch',
  ),
  lock_maximum: plain(
    '고정하면 한쪽의 최대 미팅 수를 넘습니다',
    'the lock of the meeting exceeds the most meetings that one side takes',
  ),
  lock_clash: about(
    {},
    {
      ko: ({ meetingIds }) => `다른 미팅(${meetingIds.slice(1).join(', ')})의 고정과 겹칩니다`,
      en: ({ meetingIds }) => `the lock of the meeting clashes with that of ${meetingIds.slice(1).join(', ')}`,
    },
  ),
  maximum: about(
    { count: 5, maximum: 4 },
    {
      ko: ({ parties, count, maximum }) => `${who(parties, 'ko')}의 미팅 ${count}건이 최대 ${maximum}건을 넘습니다`,
      en: ({ parties, count, maximum }) =>
        `${who(parties, 'en')} has ${many(count, 'meeting')} and takes at most ${maximum}`,
    },
  ),
  too_few_slots: about(
    { count: 3, suitable: 2, besideLocks: true as boolean },
    {
      ko: ({ parties, count, suitable, besideLocks }) =>
        `${who(parties, 'ko')}의 미팅 ${count}건에 ${besideLocks ? '고정된 미팅을 빼면 ' : ''}맞는 슬롯이 ${suitable}개뿐입니다`,
      en: ({ parties, count, suitable, besideLocks }) =>
        `${many(count, 'meeting')} of ${who(parties, 'en')} ${count === 1 ? 'has' : 'have'} only ${many(suitable, 'slot')} that ${suitable === 1 ? 'suits' : 'suit'}${besideLocks ? ', besides those of locked meetings' : ''}`,
    },
  ),
  lunch: about(
    { count: 4, lunches: 2 },
    {
      ko: ({ parties, count, lunches }) =>
        `${who(parties, 'ko')}의 미팅 ${count}건을 모두 잡으면 점심 슬롯 ${lunches}개 가운데 하나도 비지 않습니다`,
      en: ({ parties, count, lunches }) =>
        `the ${many(count, 'meeting')} of ${who(parties, 'en')} fit only where none of the ${many(lunches, 'slot')} for lunch stays free`,
    },
  ),
  too_few_tables: about(
    { count: 9, places: 8, suitable: 4 },
    {
      ko: ({ count, places, suitable }) =>
        `미팅 ${count}건 이상에 자리가 필요하지만 슬롯 ${suitable}개의 테이블에는 ${places}자리뿐입니다`,
      en: ({ count, places, suitable }) =>
        `${count} or more meetings want a place, and the tables of ${many(suitable, 'slot')} have only ${places}`,
    },
  ),
  crowded: about(
    { suitable: 3, orLunch: true as boolean },
    {
      ko: ({ suitable, orLunch }) =>
        `양측이 참석할 수 있는 슬롯 ${suitable}개마다 한쪽에 다른 미팅${orLunch ? '이나 점심' : ''}이 있거나 빈 테이블이 없습니다`,
      en: ({ suitable, orLunch }) =>
        `in each of the ${many(suitable, 'slot')} that suit both sides, one of them sits in another meeting${orLunch ? ', keeps it for lunch' : ''}, or no table is free`,
    },
  ),
  absent: about(
    {},
    {
      ko: ({ parties }) => `${josa(parties.map((party) => party.ko).join(', '), '이/가')} 참석하지 않습니다`,
      en: ({ parties }) =>
        `${parties.map((party) => party.en).join(' and ')} ${parties.length > 1 ? 'do' : 'does'} not come`,
    },
  ),
  not_solved: plain(
    '아직 배정하지 않았습니다. 배정을 실행하고, 이미 공개한 시간표라면 재조정을 실행하십시오',
    'the meeting has not been placed yet: solve the timetable, or repair it once it is published',
  ),
} satisfies { [Code in keyof ReasonFigures]: About<ReasonFigures[Code]> } & Record<'absent' | 'not_solved', AnyText>);

/** Why a meeting cannot be in a slot. */
export const OBSTACLE = texts('timetable_obstacle', {
  begun: plain('이미 시작된 슬롯입니다', 'the slot has begun'),
  locked: plain('미팅이 다른 슬롯에 고정되어 있습니다', 'the meeting is locked in another slot'),
  session: plain('미팅의 시간대(오전·오후)가 아닙니다', 'the slot is in the other half of the day'),
  full: about(
    { tables: 8 },
    {
      ko: ({ tables }) => (tables === 0 ? '테이블이 없습니다' : `테이블 ${tables}개가 모두 찼습니다`),
      en: ({ tables }) => (tables === 0 ? 'the slot has no table' : `all ${many(tables, 'table')} are taken`),
    },
  ),
  unavailable: about(
    {},
    {
      ko: ({ parties }) => `${josa(who(parties, 'ko'), '이/가')} 참석할 수 없습니다`,
      en: ({ parties }) => `${who(parties, 'en')} cannot come`,
    },
  ),
  busy: about(
    {},
    {
      ko: ({ parties }) => `${who(parties, 'ko')}에게 다른 미팅이 있습니다`,
      en: ({ parties }) => `${who(parties, 'en')} has another meeting`,
    },
  ),
  maximum: about(
    { maximum: 4 },
    {
      ko: ({ parties, maximum }) => `${who(parties, 'ko')}의 미팅이 이미 최대 ${maximum}건입니다`,
      en: ({ parties, maximum }) =>
        `${who(parties, 'en')} takes at most ${many(maximum, 'meeting')}, and has them already`,
    },
  ),
  lunch: about(
    {},
    {
      ko: ({ parties }) => `${who(parties, 'ko')}의 점심시간이 없어집니다`,
      en: ({ parties }) => `${who(parties, 'en')} would have no slot for lunch`,
    },
  ),
} satisfies { [Code in keyof ObstacleFigures]: About<ObstacleFigures[Code]> });

/** Why a meeting is in its slot. */
export const SLOT_CHOICE = texts('timetable_slot', {
  locked: plain('이 슬롯에 고정되어 있습니다', 'the meeting is locked in this slot'),
  only_slot: plain(
    '다른 미팅을 그대로 두면 가능한 슬롯이 이것뿐입니다',
    'it is the only slot that is possible while all other meetings stay',
  ),
  fewest_gaps: about(
    { possible: 3 },
    {
      ko: ({ possible }) => `가능한 슬롯 ${possible}개 가운데 빈 시간이 가장 적습니다`,
      en: ({ possible }) => `none of the ${possible} slots that are possible has fewer gaps`,
    },
  ),
  found: about(
    { better: 2 },
    {
      ko: ({ better }) => `빈 시간이 더 적은 슬롯이 ${better}개 있습니다. 다시 배정하면 나아질 수 있습니다`,
      en: ({ better }) =>
        `${better === 1 ? '1 possible slot has' : `${better} possible slots have`} fewer gaps; to solve it again may find ${better === 1 ? 'it' : 'them'}`,
    },
  ),
});

/** Why a meeting is at its table. */
export const TABLE_CHOICE = texts('timetable_table', {
  locked: plain('이 테이블에 고정되어 있습니다', 'the meeting is locked at this table'),
  same_table: plain(
    '앞뒤 미팅과 같은 테이블이라 자리를 옮기지 않아도 됩니다',
    'one of the two sits at this table just before or after, and need not change it',
  ),
  free: plain('이 슬롯에서 비어 있던 테이블입니다', 'the table was free in this slot'),
});

/** Why a participant has fewer meetings than its minimum. */
export const SHORT = texts('timetable_short', {
  few_meetings: about(
    { minimum: 3, wanted: 2 },
    {
      ko: ({ minimum, wanted }) => `최소 ${minimum}건을 원하지만 희망하는 미팅이 ${wanted}건뿐입니다`,
      en: ({ minimum, wanted }) =>
        `asks for at least ${many(minimum, 'meeting')}, and only ${wanted} are wanted with it`,
    },
  ),
  few_slots: about(
    { minimum: 3, attended: 2 },
    {
      ko: ({ minimum, attended }) => `최소 ${minimum}건을 원하지만 참석할 수 있는 슬롯이 ${attended}개뿐입니다`,
      en: ({ minimum, attended }) =>
        `asks for at least ${many(minimum, 'meeting')}, and is there in only ${many(attended, 'slot')}`,
    },
  ),
  unplaced: about(
    { minimum: 3, placed: 2, wanted: 4 },
    {
      ko: ({ minimum, placed, wanted }) =>
        `최소 ${minimum}건을 원하지만 희망하는 미팅 ${wanted}건 가운데 ${placed}건만 자리가 있습니다`,
      en: ({ minimum, placed, wanted }) =>
        `asks for at least ${many(minimum, 'meeting')}, and only ${placed} of its ${wanted} have a place`,
    },
  ),
});
