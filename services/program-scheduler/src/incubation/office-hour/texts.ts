/** Texts of refusals about office hours, in both languages. */
import { exists, refusing, rule, texts } from '@naru/words/texts';

export const OFFICE_HOUR = texts('office_hour', {
  other_centre: rule({
    field: 'mentorId',
    ko: '다른 센터의 멘토입니다. 기수가 있는 센터의 멘토를 고르십시오',
    en: 'the mentor is of another centre; choose a mentor of the centre of the cohort',
  }),
  mentor_retired: rule({
    field: 'mentorId',
    ko: '활동을 마친 멘토입니다. 먼저 멘토를 복귀시키십시오',
    en: 'the mentor is retired; reinstate the mentor first',
  }),
  cohort_ended: rule({
    field: 'cohortId',
    ko: '이미 끝난 기수입니다. 끝나지 않은 기수를 고르십시오',
    en: 'the cohort is over; choose one that is not',
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
    ko: '이미 예약되었거나 취소된 상담 시간입니다. 다른 상담 시간을 고르십시오',
    en: 'the office hour is booked or cancelled; choose another one',
  }),
  begun: rule({
    ko: '이미 시작했거나 끝난 상담 시간이라 바꿀 수 없습니다',
    en: 'the office hour has begun or is over, and can no longer change',
  }),
  mentor_taken: exists({
    field: 'startsAt',
    ko: '멘토가 같은 시각에 이미 상담 시간을 내놓았습니다. 다른 시각을 고르십시오',
    en: 'the mentor offers this half-hour already; choose another time',
  }),
  team_taken: exists({
    ko: '팀이 같은 시각에 다른 상담을 받습니다. 다른 상담 시간을 고르십시오',
    en: 'the team has another office hour at this time; choose another one',
  }),
  request_taken: exists({
    ko: '이미 다른 상담 시간이 배정된 신청입니다. 그 상담 시간을 쓰십시오',
    en: 'the request was granted another office hour already; use that one',
  }),
});

export const { known, refuse } = refusing(OFFICE_HOUR);
