/** Texts of refusals about requests for office hours, in both languages. */
import { exists, refusing, rule, texts } from '@naru/words/texts';

export const OFFICE_HOUR_REQUEST = texts('office_hour_request', {
  not_resident: rule({
    field: 'ventureId',
    ko: '지금 이 기수에 입주해 있는 팀이 아닙니다. 입주 중인 팀만 상담 시간을 신청할 수 있습니다',
    en: 'the venture is not resident in this cohort at present; only teams that are resident can ask for an office hour',
  }),
  granted: rule({
    ko: '이미 상담 시간이 배정된 신청입니다. 상담이 시작되기 전이라면 신청을 철회하는 대신 배정된 상담 시간을 반납하십시오',
    en: 'the request was granted; instead of withdrawing it, give the office hour back before it begins',
  }),
  waiting: exists({
    ko: '이 팀은 이 기수에서 이미 상담 시간을 신청하여 기다리고 있습니다. 새로 신청하려면 먼저 앞의 신청을 철회하십시오',
    en: 'the team has asked for an office hour of this cohort already, and that request is waiting; withdraw it before you make a new one',
  }),
});

export const { known, refuse } = refusing(OFFICE_HOUR_REQUEST);
