/** Texts of refusals about timetables, in both languages. */

import { kit } from '@naru/kit/kit-texts';
import { printDate } from '@naru/korean/date';
import { printInstant } from '@naru/korean/instant';
import { grouped } from '@naru/korean/number';
import { josa } from '@naru/korean/particle';
import type { Day } from '@naru/words/text';
import { absent, exists, invalid, refusing, rule, texts } from '@naru/words/texts';

const days = {
  day: { year: 2026, month: 11, day: 30 } as Day,
  first: { year: 2026, month: 11, day: 27 } as Day,
  last: { year: 2026, month: 11, day: 28 } as Day,
  zone: 'Asia/Seoul',
};
type Days = typeof days;

/** The present day, and the days of the event. */
const outside = {
  ko: ({ day, first, last, zone }: Days) => {
    const [from, to] = [printDate(first, 'ko'), printDate(last, 'ko')];
    return `${printDate(day, 'ko')}(${zone})인데 행사는 ${from === to ? from : `${from}부터 ${to}까지`}입니다`;
  },
  en: ({ day, first, last, zone }: Days) => {
    const [from, to] = [printDate(first, 'en'), printDate(last, 'en')];
    return `is on ${printDate(day, 'en')} (${zone}), and the event is ${from === to ? `on ${from}` : `from ${from} to ${to}`}`;
  },
};

const FEW = 12;
/** A longer list of ids would hide the message. */
const few = (ids: readonly string[]) => ids.slice(0, FEW).join(', ') + (ids.length > FEW ? ', …' : '');

/** Why a draft has no meeting with a place. */
const NOTHING = {
  EMPTY: {
    ko: '미팅 시간표에 미팅이 없어 공개할 수 없습니다. 미팅을 추가하고 배정한 뒤에 공개하십시오',
    en: 'the timetable has no meetings, so it cannot be published; add meetings and solve it first',
  },
  UNSOLVED: {
    ko: '아직 배정된 미팅이 없습니다. 먼저 배정한 뒤에 공개하십시오',
    en: 'no meeting has a place yet; solve the timetable before you publish it',
  },
  UNPLACED: {
    ko: '배정된 미팅이 하나도 없습니다. 미팅마다 적힌 이유를 확인하여 슬롯, 테이블이나 참가자를 고치고 다시 배정한 뒤에 공개하십시오',
    en: 'no meeting could be placed; read the reason given for each meeting, change the slots, tables or participants, and solve the timetable again before you publish it',
  },
};

export const TIMETABLE = texts('timetable', {
  exists: exists({
    field: 'eventId',
    example: { id: 'tmt_01' },
    ko: ({ id }) =>
      `이 행사에는 이미 미팅 시간표 ${josa(id, '이/가')} 있습니다. 새로 만들지 말고 그 미팅 시간표를 쓰십시오`,
    en: ({ id }) => `the event has the timetable ${id} already; use that one instead of a new one`,
  }),
  published: rule({
    ko: '이미 공개한 미팅 시간표라 슬롯, 테이블, 참가자와 미팅의 조건을 바꾸거나 전체를 다시 배정할 수 없습니다. 미팅을 하나씩 추가하거나 빼고, 기다리는 미팅을 배정하거나 불참, 지각, 쓸 수 없게 된 테이블에 대응하려면 재조정(:repair)을 실행하십시오',
    en: 'the timetable is published, so its slots, tables, participants and the wishes of its meetings can no longer change, and it is not solved again; add or remove single meetings, or use :repair to place waiting meetings or to react to an absence, a late arrival or a lost table',
  }),
  closed: rule({
    example: { calledOff: false as boolean },
    ko: ({ calledOff }) => `행사가 ${calledOff ? '취소되어' : '끝나'} 미팅 시간표를 더 바꿀 수 없습니다`,
    en: ({ calledOff }) =>
      `the event of this timetable ${calledOff ? 'was cancelled' : 'is over'}, so the timetable can no longer change`,
  }),
  changed: rule({
    ko: '배정하는 사이에 미팅 시간표가 바뀌어 결과를 쓸 수 없습니다. 다시 배정하십시오',
    en: 'the timetable was changed while it was being solved, so the result cannot be used; solve it again',
  }),
  nothing_placed: rule({
    example: { why: 'UNSOLVED' as keyof typeof NOTHING },
    ko: ({ why }) => NOTHING[why].ko,
    en: ({ why }) => NOTHING[why].en,
  }),
  slot_locked: rule({
    field: 'slots',
    example: { meetingId: 'mtg_01', slotId: 's1' },
    ko: ({ meetingId, slotId }) =>
      `미팅 ${josa(meetingId, '이/가')} 슬롯 ${slotId}에 고정되어 있어 그 슬롯을 뺄 수 없습니다. 먼저 고정을 해제하십시오`,
    en: ({ meetingId, slotId }) =>
      `the meeting ${meetingId} is locked in the slot ${slotId}, so the slot must stay; unlock the meeting first`,
  }),
  not_participating: rule({
    example: { partyId: 'ven_01', published: false as boolean },
    ko: ({ partyId, published }) =>
      `${josa(partyId, '은/는')} 이 행사의 참가자가 아닙니다. 미팅은 참가자 사이에만 추가할 수 있습니다. ${published ? '공개한 미팅 시간표에는 참가자를 추가할 수 없으니 참가자 가운데에서 고르십시오' : '먼저 참가자에 추가하십시오'}`,
    en: ({ partyId, published }) =>
      `${partyId} does not take part in this event, and only participants can have meetings; ${published ? 'participants cannot be added to a published timetable, so choose one of its participants' : 'add it to the participants first'}`,
  }),
  pair_meets: rule({
    example: { meetingId: 'mtg_01' },
    ko: ({ meetingId }) =>
      `두 참가자의 미팅 ${josa(meetingId, '이/가')} 이미 있습니다. 그 미팅을 쓰거나, 먼저 빼고 나서 새로 추가하십시오`,
    en: ({ meetingId }) =>
      `the two participants have the meeting ${meetingId} already; keep that one, or remove it before you add another`,
  }),
  party_hidden: rule({
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) =>
      `${josa(partyId, '은/는')} 지금 네트워크에 공개되지 않은 벤처기업이라 미팅을 추가할 수 없습니다. 다른 참가자를 고르십시오`,
    en: ({ partyId }) =>
      `the venture ${partyId} is not shared with the network at present, so no meeting with it can be added; choose another participant`,
  }),
  not_placed: rule({
    field: 'slotId',
    example: { published: false as boolean },
    ko: ({ published }) =>
      published
        ? '아직 슬롯에 배정되지 않은 미팅이라 고정할 수 없습니다. 재조정(:repair)으로 배정한 뒤에 고정하십시오'
        : '아직 슬롯에 배정되지 않은 미팅입니다. 고정할 슬롯을 적으십시오',
    en: ({ published }) =>
      published
        ? 'the meeting has no place yet, so it cannot be locked; lock it after a repair (:repair) has placed it'
        : 'the meeting has no place yet; name the slot in which to lock it',
  }),
  lock_moves: rule({
    field: 'slotId',
    ko: '이미 공개한 미팅 시간표에서는 미팅을 지금 배정된 슬롯과 테이블에만 고정할 수 있습니다. slotId와 table을 비워 두면 그 자리에 고정됩니다',
    en: 'the timetable is published, so a meeting can be locked only in the slot and at the table where it is now; leave out slotId and table to lock it there',
  }),
  meeting_begun: rule({
    field: 'meetingId',
    ko: '이미 시작된 미팅이라 뺄 수 없습니다',
    en: 'the meeting has begun, so it can no longer be removed',
  }),
  empty: rule({
    ko: '미팅 시간표에 배정할 미팅이 없습니다. 양측이 수락한 소개를 반영하거나(takeIntroductions) 미팅을 직접 추가하십시오',
    en: 'the timetable has no meeting to place; take in the introductions that both sides have accepted (takeIntroductions), or add a meeting by hand',
  }),
  event_over: rule({
    field: 'eventId',
    example: { cancelled: false as boolean },
    ko: ({ cancelled }) => `${cancelled ? '취소된' : '이미 개최된'} 행사라 미팅 시간표를 만들거나 바꿀 수 없습니다`,
    en: ({ cancelled }) =>
      `the event ${cancelled ? 'was cancelled' : 'has taken place'}, so its timetable can no longer be made or changed`,
  }),
  outside_event: rule({
    example: { slotId: 's1', ...days },
    ko: ({ slotId, ...held }) => `슬롯 ${josa(slotId, '은/는')} ${outside.ko(held)}. 먼저 슬롯을 고치십시오`,
    en: ({ slotId, ...held }) => `the slot ${slotId} ${outside.en(held)}; change the slots first`,
  }),
  not_published: rule({
    ko: '아직 공개하지 않은 미팅 시간표 초안이라 재조정하지 않습니다. 초안을 고친 뒤 미팅을 다시 배정하십시오(:solve)',
    en: 'the timetable is a draft, which is not repaired; change the draft, then place its meetings again (:solve)',
  }),
  over: rule({
    ko: '마지막 슬롯이 이미 시작되어 재조정할 것이 없습니다',
    en: 'the last slot has begun, so there is nothing left to repair',
  }),
  participants_max: rule({
    example: { participants: 1_001, participantsMax: 1_000 },
    ko: ({ participants, participantsMax }) =>
      `참가자가 ${grouped(participants)}곳이 됩니다. 미팅 시간표에는 ${grouped(participantsMax)}곳까지 넣을 수 있으니 참가자를 줄이십시오`,
    en: ({ participants, participantsMax }) =>
      `the timetable would have ${grouped(participants)} participants, and it can have at most ${grouped(participantsMax)}; take some participants out`,
  }),
  meetings_max: rule({
    example: { meetings: 5_001, meetingsMax: 5_000 },
    ko: ({ meetings, meetingsMax }) =>
      `미팅이 ${grouped(meetings)}건이 됩니다. 미팅 시간표에는 ${grouped(meetingsMax)}건까지 넣을 수 있으니 미팅이나 참가자를 줄이십시오`,
    en: ({ meetings, meetingsMax }) =>
      `the timetable would have ${grouped(meetings)} meetings, and it can have at most ${grouped(meetingsMax)}; take some meetings or participants out`,
  }),
});

/** Faults of the content of a timetable: its slots, tables, participants and meetings. */
export const CONTENT = texts('', {
  'slot.unique': invalid({
    example: { id: 's1' },
    ko: ({ id }) => `${josa(id, '은/는')} 앞의 슬롯이 이미 쓰고 있는 ID입니다. 슬롯마다 서로 다른 ID가 있어야 합니다`,
    en: ({ id }) => `${id} is the id of an earlier slot; give each slot its own id`,
  }),
  'slot.ends_early': invalid({
    ko: '같은 슬롯의 startsAt보다 뒤여야 합니다',
    en: 'must be after startsAt of the same slot',
  }),
  'slot.order': invalid({
    example: { endsAt: new Date(Date.UTC(2026, 10, 27, 1, 30)), zone: 'Asia/Seoul' },
    ko: ({ endsAt, zone }) =>
      `앞의 슬롯이 ${printInstant(endsAt, { zone, language: 'ko' })}에 끝나므로 그때나 그 뒤에 시작해야 합니다. 슬롯을 시간 순서대로 적으십시오`,
    en: ({ endsAt, zone }) =>
      `must be at or after the end of the previous slot, ${printInstant(endsAt, { zone, language: 'en' })}; give the slots in order of time`,
  }),
  'slot.unknown': invalid({
    example: { id: 's9', slotIds: ['s1', 's2'] },
    ko: ({ id, slotIds }) => `${id}: 없는 슬롯입니다. 다음 가운데 하나여야 합니다: ${few(slotIds)}`,
    en: ({ id, slotIds }) => `${id} is not a slot of this timetable; it must be one of ${few(slotIds)}`,
  }),
  'slot.outside_event': invalid({
    example: days,
    ko: (held) => `${outside.ko(held)}. 행사 기간 안의 시각을 적으십시오`,
    en: (held) => `${outside.en(held)}; give a time on a day of the event`,
  }),
  'table.unknown': invalid({
    example: { table: 7, slotId: 's1', tables: [1, 2] },
    ko: ({ table, slotId, tables }) =>
      tables.length === 0
        ? `슬롯 ${slotId}에는 쓸 수 있는 테이블이 없습니다. 다른 슬롯을 고르십시오`
        : `슬롯 ${slotId}에는 테이블 ${josa(String(table), '이/가')} 없습니다. 다음 가운데 하나여야 합니다: ${tables.join(', ')}`,
    en: ({ table, slotId, tables }) =>
      tables.length === 0
        ? `the slot ${slotId} has no table that can be used; choose another slot`
        : `the slot ${slotId} has no table ${table}; the table must be one of ${tables.join(', ')}`,
  }),
  'participant.unique': invalid({
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) => `${josa(partyId, '은/는')} 목록에 이미 있습니다. 참가자마다 한 번만 적으십시오`,
    en: ({ partyId }) => `${partyId} is in the list already; name each participant once`,
  }),
  'participant.minimum': invalid({
    example: { minimum: 3, maximum: 2 },
    ko: ({ maximum }) => `최대 미팅 수(maximum)인 ${maximum}건 이하여야 합니다`,
    en: ({ maximum }) => `must be at most ${maximum}, the maximum number of meetings (maximum)`,
  }),
  'participant.unknown': invalid({
    example: { partyId: 'ven_09' },
    ko: ({ partyId }) => `${josa(partyId, '은/는')} 이 행사의 참가자가 아닙니다. 참가자 가운데 하나여야 합니다`,
    en: ({ partyId }) => `${partyId} does not take part in this event; it must be one of the participants`,
  }),
  'meeting.same_party': invalid({
    ko: 'firstPartyId와 다른 참가자여야 합니다',
    en: 'must not be the same participant as firstPartyId',
  }),
  'meeting.not_found': absent({
    field: 'meetingId',
    example: { id: 'mtg_01' },
    ko: ({ id }) => `이 미팅 시간표에는 미팅 ${josa(id, '이/가')} 없습니다. 미팅 시간표에서 미팅의 ID를 확인하십시오`,
    en: ({ id }) => `the timetable has no meeting ${id}; look up the id of the meeting in the timetable`,
  }),
});

export const { known, refuse } = refusing(TIMETABLE);
export const content = refusing(CONTENT);

/** The refusal that the kit gives for an old etag. The edition of a timetable is its etag for officers. */
export const stale = (id: string, edition: number) =>
  kit.refuse('etag.stale', { noun: 'timetable', id, version: edition });
