/** Texts of refusals about timetables, in both languages. */

import { kit } from '@naru/kit/kit-texts';
import { printDate } from '@naru/korean/date';
import { printInstant } from '@naru/korean/instant';
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
  ko: ({ day, first, last, zone }: Days) =>
    `${printDate(day, 'ko')}(${zone})인데 행사는 ${printDate(first, 'ko')}부터 ${printDate(last, 'ko')}까지입니다`,
  en: ({ day, first, last, zone }: Days) =>
    `is on ${printDate(day, 'en')} (${zone}), and the event is from ${printDate(first, 'en')} to ${printDate(last, 'en')}`,
};

const FEW = 12;
/** A longer list of ids would hide the message. */
const few = (ids: readonly string[]) => ids.slice(0, FEW).join(', ') + (ids.length > FEW ? ', …' : '');

export const TIMETABLE = texts('timetable', {
  exists: exists({
    field: 'eventId',
    example: { id: 'tmt_01' },
    ko: ({ id }) => `이 행사에는 이미 미팅 시간표 ${josa(id, '이/가')} 있습니다. 그 시간표를 고치십시오`,
    en: ({ id }) => `the event has the timetable ${id} already; amend that one`,
  }),
  published: rule({
    ko: '이미 공개한 미팅 시간표는 재조정으로만 바꿀 수 있습니다. 재조정(:repair)을 실행하십시오',
    en: 'the timetable is published, so only a repair can change it; repair it (:repair)',
  }),
  closed: rule({
    ko: '행사가 끝났거나 취소되어 미팅 시간표를 더 바꿀 수 없습니다',
    en: 'the event of this timetable is over or cancelled, so the timetable can no longer change',
  }),
  changed: rule({
    ko: '배정하는 사이에 미팅 시간표가 바뀌어 결과를 쓸 수 없습니다. 다시 배정하십시오',
    en: 'the timetable was changed while it was being solved, so the result cannot be used; solve it again',
  }),
  nothing_placed: rule({
    ko: '아직 배정된 미팅이 없습니다. 먼저 배정한 뒤에 공개하십시오',
    en: 'no meeting has a place yet; solve the timetable before you publish it',
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
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) => `${josa(partyId, '은/는')} 이 행사의 참가자가 아닙니다. 먼저 참가자에 추가하십시오`,
    en: ({ partyId }) => `${partyId} does not take part in this event; add it to the participants first`,
  }),
  party_hidden: rule({
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) => `${josa(partyId, '은/는')} 지금 네트워크에 참여하지 않으므로 미팅을 잡을 수 없습니다`,
    en: ({ partyId }) => `${partyId} does not take part in the network now, so no meeting with it can be added`,
  }),
  not_placed: rule({
    field: 'slotId',
    ko: '아직 슬롯에 배정되지 않은 미팅입니다. 고정할 슬롯을 적으십시오',
    en: 'the meeting has no place yet; name the slot in which it is to be locked',
  }),
  lock_moves: rule({
    field: 'slotId',
    ko: '이미 공개한 미팅 시간표에서는 미팅을 지금 배정된 자리에만 고정할 수 있습니다',
    en: 'the timetable is published, so a meeting can be locked only where it is now',
  }),
  meeting_begun: rule({
    field: 'meetingId',
    ko: '이미 시작된 미팅이라 바꿀 수 없습니다',
    en: 'the meeting has begun, so it can no longer change',
  }),
  empty: rule({
    ko: '배정할 미팅이 없습니다. 참가자 사이에 양측이 수락한 소개가 없습니다',
    en: 'there is no meeting to place: no introduction between the participants has been accepted by both sides',
  }),
  event_over: rule({
    field: 'eventId',
    ko: '이미 개최되었거나 취소된 행사라 미팅 시간표가 필요하지 않습니다',
    en: 'the event has taken place or was cancelled, so it needs no timetable',
  }),
  outside_event: rule({
    example: { slotId: 's1', ...days },
    ko: ({ slotId, ...held }) => `슬롯 ${josa(slotId, '은/는')} ${outside.ko(held)}. 먼저 슬롯을 고치십시오`,
    en: ({ slotId, ...held }) => `the slot ${slotId} ${outside.en(held)}; amend the slots first`,
  }),
  not_published: rule({
    ko: '아직 공개하지 않은 초안입니다. 재조정하는 대신 초안을 고치고 다시 배정하십시오',
    en: 'the timetable is a draft; amend and solve it instead of repairing it',
  }),
  over: rule({
    ko: '마지막 슬롯이 이미 시작되어 재조정할 것이 없습니다',
    en: 'the last slot has begun, so there is nothing left to repair',
  }),
  participants_max: rule({
    example: { participants: 1_001, participantsMax: 1_000 },
    ko: ({ participants, participantsMax }) =>
      `참가자가 ${participants}곳입니다. 미팅 시간표에는 ${participantsMax}곳까지 참가할 수 있습니다`,
    en: ({ participants, participantsMax }) =>
      `${participants} parties would take part; a timetable can have at most ${participantsMax}`,
  }),
  meetings_max: rule({
    example: { meetings: 5_001, meetingsMax: 5_000 },
    ko: ({ meetings, meetingsMax }) =>
      `희망하는 미팅이 ${meetings}건입니다. 미팅 시간표에는 ${meetingsMax}건까지 넣을 수 있습니다`,
    en: ({ meetings, meetingsMax }) => `${meetings} meetings are wanted; a timetable can have at most ${meetingsMax}`,
  }),
});

/** Faults of the content of a timetable: its slots, tables, participants and meetings. */
export const CONTENT = texts('', {
  'slot.unique': invalid({
    example: { id: 's1' },
    ko: ({ id }) => `${josa(id, '은/는')} 앞의 슬롯이 이미 쓰고 있는 id입니다. 슬롯마다 서로 다른 id가 있어야 합니다`,
    en: ({ id }) => `${id} is the id of an earlier slot; give each slot its own id`,
  }),
  'slot.ends_early': invalid({
    ko: '같은 슬롯의 startsAt보다 뒤여야 합니다',
    en: 'must be after startsAt of the same slot',
  }),
  'slot.order': invalid({
    example: { endsAt: new Date(Date.UTC(2026, 10, 27, 1, 30)), zone: 'Asia/Seoul' },
    ko: ({ endsAt, zone }) =>
      `${printInstant(endsAt, { zone, language: 'ko' })}에 앞의 슬롯이 끝납니다. 그때나 그 뒤에 시작해야 합니다. 슬롯을 시간 순서대로 적으십시오`,
    en: ({ endsAt, zone }) =>
      `must be at or after the end of the previous slot, ${printInstant(endsAt, { zone, language: 'en' })}; give the slots in order of time`,
  }),
  'slot.unknown': invalid({
    example: { id: 's9', slotIds: ['s1', 's2'] },
    ko: ({ id, slotIds }) => `${id}: 없는 슬롯입니다. 다음 가운데 하나여야 합니다: ${few(slotIds)}`,
    en: ({ id, slotIds }) => `${id} is not a slot of this timetable; it must be one of ${few(slotIds)}`,
  }),
  'slot.outside_event': invalid({ example: days, ...outside }),
  'table.unknown': invalid({
    example: { table: 7, slotId: 's1', tables: [1, 2] },
    ko: ({ table, slotId, tables }) =>
      tables.length === 0
        ? `슬롯 ${slotId}에는 쓸 수 있는 테이블이 없습니다`
        : `슬롯 ${slotId}에는 테이블 ${josa(String(table), '이/가')} 없습니다. 다음 가운데 하나여야 합니다: ${tables.join(', ')}`,
    en: ({ table, slotId, tables }) =>
      tables.length === 0
        ? `the slot ${slotId} has no table that can be used`
        : `the slot ${slotId} has no table ${table}; it must be one of ${tables.join(', ')}`,
  }),
  'participant.unique': invalid({
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) => `${josa(partyId, '은/는')} 목록에 이미 있습니다. 참가자마다 한 번만 적으십시오`,
    en: ({ partyId }) => `${partyId} is in the list already; name each party once`,
  }),
  'participant.minimum': invalid({
    example: { minimum: 3, maximum: 2 },
    ko: ({ maximum }) => `최대 미팅 수(maximum)인 ${maximum}건 이하여야 합니다`,
    en: ({ maximum }) => `must be at most maximum, which is ${maximum}`,
  }),
  'participant.unknown': invalid({
    example: { partyId: 'ven_09' },
    ko: ({ partyId }) => `${josa(partyId, '은/는')} 이 행사의 참가자가 아닙니다. 참가자 가운데 하나여야 합니다`,
    en: ({ partyId }) => `${partyId} does not take part in this event; it must be one of the participants`,
  }),
  'meeting.same_party': invalid({
    ko: 'firstPartyId와 다른 참가자여야 합니다',
    en: 'must be a different party from firstPartyId',
  }),
  'meeting.not_found': absent({
    field: 'meetingId',
    example: { id: 'mtg_01' },
    ko: ({ id }) => `이 미팅 시간표에는 미팅 ${josa(id, '이/가')} 없습니다`,
    en: ({ id }) => `the timetable has no meeting ${id}`,
  }),
});

export const { known, refuse } = refusing(TIMETABLE);
export const content = refusing(CONTENT);

/** The refusal that the kit gives for an old etag. The edition of a timetable is its etag for officers. */
export const stale = (id: string, edition: number) =>
  kit.refuse('etag.stale', { noun: 'timetable', id, version: edition });
