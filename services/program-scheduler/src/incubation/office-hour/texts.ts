/** Texts of refusals about office hours, in both languages. */
import { exists, refusing, rule, texts } from '@naru/words/texts';

export const OFFICE_HOUR = texts('office_hour', {
  other_centre: rule({
    field: 'mentorId',
    ko: '다른 센터의 멘토입니다. 기수가 속한 센터의 멘토를 고르십시오',
    en: 'the mentor belongs to another centre; choose a mentor of the centre of the cohort',
  }),
  mentor_retired: rule({
    field: 'mentorId',
    ko: '활동을 마친 멘토입니다. 먼저 센터가 멘토를 복귀시켜야 합니다',
    en: 'the mentor is retired; the centre must reinstate the mentor first',
  }),
  cohort_ended: rule({
    field: 'cohortId',
    ko: '이미 끝난 기수입니다. 끝나지 않은 기수를 고르십시오',
    en: 'the cohort is over; choose a cohort that is not over',
  }),
  off_grid: rule({
    field: 'startsAt',
    ko: '정각이나 30분에 시작해야 합니다. 예: 14:00, 14:30',
    en: 'must be on the hour or the half-hour, such as 14:00 or 14:30',
  }),
  starts_early: rule({
    field: 'startsAt',
    ko: '시작 시각은 지금보다 뒤여야 합니다',
    en: 'must be later than now',
  }),
  not_free: rule({
    example: { cancelled: false as boolean },
    ko: ({ cancelled }) => `이미 ${cancelled ? '취소된' : '예약된'} 상담 시간입니다. 다른 상담 시간을 고르십시오`,
    en: ({ cancelled }) => `the office hour is ${cancelled ? 'cancelled' : 'booked already'}; choose another one`,
  }),
  begun: rule({
    ko: '이미 시작했거나 끝난 상담 시간이라 예약하거나 반납하거나 취소할 수 없습니다',
    en: 'the office hour has begun or is over; it can no longer be booked, given back or cancelled',
  }),
  mentor_taken: exists({
    field: 'startsAt',
    ko: '멘토가 같은 시각에 이미 상담 시간을 등록했습니다. 다른 시각을 고르십시오',
    en: 'the mentor offers this half-hour already; choose another time',
  }),
  team_taken: exists({
    ko: '팀이 같은 시각에 다른 상담을 예약했습니다. 다른 시각의 상담 시간을 고르십시오',
    en: 'the team has booked another office hour at the same time; choose an office hour at a different time',
  }),
  request_taken: exists({
    ko: '이미 다른 상담 시간이 배정된 신청입니다. 그 상담 시간을 이용하십시오',
    en: 'this request for an office hour was granted another office hour already; use that one',
  }),
});

export const { known, refuse } = refusing(OFFICE_HOUR);
