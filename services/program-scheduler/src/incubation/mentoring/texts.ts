/** Texts of refusals about mentoring sessions, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';

export const MENTORING = texts('mentoring', {
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
  not_admitted: rule({
    field: 'residencyId',
    ko: '아직 입주하지 않은 팀입니다. 먼저 입주를 승인하십시오',
    en: 'the team has not been admitted to the cohort; admit it first',
  }),
  other_office_hour: invalid({
    ko: '이 멘토와 이 팀의 상담 시간이어야 합니다',
    en: 'must be an office hour of this mentor and this team',
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
