/** The notices of programmes, events, rounds, applications and timetables. */
import { josa } from '@naru/korean/particle';
import { texts } from '@naru/words/texts';
import { dated, first, notice, roundOf } from './naming.ts';

export const CALLS = texts('call', {
  'programme.created': notice({
    ko: ({ programme }) => `${josa(programme.ko, '이/가')} 만들어졌습니다.`,
    en: ({ programme }) => `${first(programme.en)} was created.`,
  }),
  'programme.updated': notice({
    ko: ({ programme }) => `${josa(programme.ko, '이/가')} 바뀌었습니다.`,
    en: ({ programme }) => `${first(programme.en)} was changed.`,
  }),
  'template.created': notice({
    ko: ({ template }) => `${josa(template.ko, '이/가')} 만들어졌습니다.`,
    en: ({ template }) => `${first(template.en)} was made.`,
  }),
  'template.shared': notice({
    ko: ({ template }) => `${josa(template.ko, '이/가')} 모든 센터와 공유되었습니다.`,
    en: ({ template }) => `${first(template.en)} is shared with all centres.`,
  }),
  'event.planned': notice({
    ko: (named) => `${josa(dated(named.event, named).ko, '이/가')} 계획되었습니다.`,
    en: (named) => `${first(dated(named.event, named).en)} is planned.`,
  }),
  'event.updated': notice({
    ko: (named) => `${dated(named.event, named).ko}: 날짜, 이름 또는 장소가 바뀌었습니다. 지금의 내용을 확인하십시오.`,
    en: (named) => `The day, name or place of an event has changed: it is now ${dated(named.event, named).en}.`,
  }),
  'event.cancelled': notice({
    ko: (named) => `${josa(dated(named.event, named).ko, '이/가')} 취소되었습니다.`,
    en: (named) => `${first(dated(named.event, named).en)} is cancelled.`,
  }),
  'event.held': notice({
    ko: ({ event }) => `${josa(event.ko, '이/가')} 열렸습니다.`,
    en: ({ event }) => `${first(event.en)} has taken place.`,
  }),
  'round.opened': notice({
    ko: ({ rounds }) => `모집이 시작되었습니다: ${rounds.ko}`,
    en: ({ rounds }) => `Rounds that take applications now: ${rounds.en}`,
  }),
  'round.closed': notice({
    ko: (named) => `${josa(roundOf(named).ko, '이/가')} 마감되었습니다.`,
    en: (named) => `${first(roundOf(named).en)} takes no more applications.`,
  }),
  'application.submitted': notice({
    ko: (named) => `${josa(named.venture.ko, '이/가')} ${roundOf(named).ko}에 신청했습니다.`,
    en: (named) => `${first(named.venture.en)} applied to ${roundOf(named).en}.`,
  }),
  'application.revised': notice({
    ko: (named) =>
      `${josa(named.venture.ko, '이/가')} ${roundOf(named).ko} 신청서를 초안으로 되돌렸습니다. 마감 전에 다시 제출해야 합니다.`,
    en: (named) =>
      `${first(named.venture.en)} reopened its application to ${roundOf(named).en} as a draft. It must be submitted again before the deadline.`,
  }),
  'application.withdrawn': notice({
    ko: (named) => `${josa(named.venture.ko, '이/가')} ${roundOf(named).ko} 신청을 철회했습니다.`,
    en: (named) => `${first(named.venture.en)} withdrew its application to ${roundOf(named).en}.`,
  }),
  'application.admitted': notice({
    ko: (named) => `${named.venture.ko}의 ${roundOf(named).ko} 신청서가 모집 요건을 충족했습니다.`,
    en: (named) => `The application of ${named.venture.en} to ${roundOf(named).en} meets the rules of the round.`,
  }),
  'application.excluded': notice({
    ko: (named) =>
      `${named.venture.ko}의 ${roundOf(named).ko} 신청서가 모집 요건을 충족하지 못했습니다. 이유는 신청서에 있습니다.`,
    en: (named) =>
      `The application of ${named.venture.en} to ${roundOf(named).en} does not meet the rules of the round. The application says why.`,
  }),
  'timetable.published': notice({
    ko: ({ event }) => `${event.ko}의 1:1 미팅 시간표가 공개되었습니다.`,
    en: ({ event }) => `The timetable of 1:1 meetings of ${event.en} is published.`,
  }),
  'timetable.closed': notice({
    ko: ({ event }) => `${event.ko}의 1:1 미팅 시간표가 끝났습니다.`,
    en: ({ event }) => `The timetable of 1:1 meetings of ${event.en} is closed.`,
  }),
});
