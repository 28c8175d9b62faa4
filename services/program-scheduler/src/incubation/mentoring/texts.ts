/** Texts of refusals about mentoring sessions, in both languages. */
import { printDate } from '@naru/korean/date';
import { externalIdTaken } from '@naru/words/external-id';
import type { Day } from '@naru/words/text';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';

export const MENTORING = texts('mentoring', {
  other_centre: rule({
    field: 'mentorId',
    ko: '다른 센터의 멘토입니다. 기수가 속한 센터의 멘토를 고르십시오',
    en: 'the mentor is of another centre; choose a mentor of the centre of the cohort',
  }),
  mentor_retired: rule({
    field: 'mentorId',
    ko: '활동을 마친 멘토입니다. 먼저 센터가 멘토를 복귀시켜야 합니다',
    en: 'the mentor is retired; the centre must reinstate the mentor first',
  }),
  not_admitted: rule({
    field: 'residencyId',
    ko: '이 기수에 입주한 적이 없는 팀입니다. 입주 신청이 아직 처리되지 않았다면 센터가 먼저 입주를 승인해야 합니다',
    en: 'the team was never admitted to the cohort; if its application still waits for an answer, the centre must admit it first',
  }),
  held_early: rule({
    field: 'details.heldOn',
    example: { startedOn: { year: 2016, month: 3, day: 2 } as Day },
    ko: ({ startedOn }) => `팀이 입주한 날(${printDate(startedOn, 'ko')})이나 그 뒤의 날이어야 합니다`,
    en: ({ startedOn }) =>
      `must be the day on which the team became a resident, ${printDate(startedOn, 'en')}, or later`,
  }),
  other_office_hour: invalid({
    ko: '이 팀이 이 멘토와 예약한 상담 시간이어야 합니다',
    en: 'must be an office hour that this team has booked with this mentor',
  }),
  office_hour_recorded: exists({
    field: 'officeHourId',
    ko: '이 상담 시간의 멘토링은 이미 기록되어 있습니다. 그 기록을 고치십시오',
    en: 'a session of this office hour is recorded already; correct that record',
  }),
  external_id_taken: externalIdTaken('mentoring'),
});

export const mentoring = refusing(MENTORING);
/** The name that callers know it by. */
export const session = refusing(texts('mentoring_session', {}));
