/** Texts of refusals about schedules, and of the reasons of cancelled meetings, in both languages. */
import { named, type Said, text } from '@naru/words/text';
import { absent, refusing, texts } from '@naru/words/texts';

export const SCHEDULE = texts('schedule', {
  not_found: absent({
    field: 'partyId',
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) =>
      `이 행사에 ${partyId}의 미팅 일정이 없습니다. 참가자라면 미팅 시간표가 아직 공개되지 않았거나 배정된 미팅이 없는 것입니다. 미팅 시간표가 공개된 뒤에 다시 확인하거나 행사 주최 측에 문의하십시오`,
    en: ({ partyId }) =>
      `${partyId} has no meetings at this event; if it takes part, the timetable is not published yet or gives it no meeting. Look again after the timetable is published, or ask the organiser of the event`,
  }),
});

const held = { event: { ko: '2026 라온 데모데이', en: 'Raon Demo Day 2026' } as Said };
const ko = (name: Said): string => named(name).ko;
const en = (name: Said): string => named(name).en;

/** The reason why an announced meeting is cancelled. It is stored as a code with the name of the event at that time. */
export const CANCELLED = texts('meeting_cancelled', {
  event_called_off: text({
    example: held,
    ko: ({ event }) => `${ko(event)} 행사가 취소되었습니다`.trimStart(),
    en: ({ event }) => (en(event) ? `the event ${en(event)} was cancelled` : 'the event was cancelled'),
  }),
  taken_out: text({
    example: held,
    ko: ({ event }) => `${ko(event)} 주최 측이 이 미팅을 취소했습니다`.trimStart(),
    en: ({ event }) => `the organiser${en(event) && ` of ${en(event)}`} took this meeting out`,
  }),
  side_absent: text({
    example: held,
    ko: ({ event }) => `한쪽이 ${ko(event) || '행사'}에 참석하지 못합니다`,
    en: ({ event }) => `one side cannot come to ${en(event) || 'the event'}`,
  }),
  no_place: text({
    example: held,
    ko: ({ event }) => `${ko(event) || '행사'}에서 이 미팅을 옮길 자리가 없습니다`,
    en: ({ event }) => `there is no other place for this meeting at ${en(event) || 'the event'}`,
  }),
});

export const { refuse } = refusing(SCHEDULE);
