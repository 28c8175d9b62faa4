/** Texts of refusals about events, in both languages. */

import { printDate } from '@naru/korean/date';
import { josa } from '@naru/korean/particle';
import { externalIdTaken } from '@naru/words/external-id';
import { invalid, refusing, rule, texts } from '@naru/words/texts';

const name = { ko: 'MWC 상하이', en: 'MWC Shanghai' };
const startDate = { year: 2015, month: 7, day: 15 };

export const EVENT = texts('event', {
  cancelled: rule({
    example: { name },
    ko: ({ name }) => `취소된 행사라 더 바꿀 수 없습니다: ${name.ko}. 필요하면 새 행사를 계획하십시오`,
    en: ({ name }) => `the event ${name.en} was cancelled and can no longer change; plan a new one if you need it`,
  }),
  held: rule({
    example: { name },
    ko: ({ name }) => `이미 개최된 행사입니다: ${name.ko}. 바꾸거나 취소할 수 없습니다`,
    en: ({ name }) => `the event ${name.en} has taken place; it can no longer be changed or cancelled`,
  }),
  zone_fixed: rule({
    field: 'timeZone',
    example: { name, timeZone: 'Asia/Shanghai' },
    ko: ({ name, timeZone }) =>
      `${josa(name.ko, '은/는')} 미팅 시간표가 ${timeZone} 시각으로 짜여 있어 시간대를 바꿀 수 없습니다. 행사를 취소하고 맞는 시간대로 새 행사를 계획한 뒤 미팅 시간표를 다시 만드십시오`,
    en: ({ name, timeZone }) =>
      `the timetable of ${name.en} has its times in ${timeZone}, so the zone can no longer change; cancel the event, plan a new one in the right zone, and make its timetable again`,
  }),
  day_needed: rule({
    field: 'startDate',
    example: { name, startDate },
    ko: ({ name, startDate }) =>
      `${josa(name.ko, '은/는')} ${printDate(startDate, 'ko')}의 미팅 시간표가 있으므로 날짜를 일까지 적어야 합니다. 새 날짜가 아직 정해지지 않았으면 행사를 취소하고, 정해진 뒤에 새로 계획하십시오`,
    en: ({ name, startDate }) =>
      `${name.en} has a timetable for ${printDate(startDate, 'en')}, so its date must be a whole day; while the new day is not known, cancel the event, and plan a new one once it is`,
  }),
  not_begun: rule({
    example: { name, startDate, timeZone: 'Asia/Shanghai' },
    ko: ({ name, startDate, timeZone }) =>
      `${josa(name.ko, '은/는')} 현지(${timeZone}) 날짜로 ${printDate(startDate, 'ko')}에 시작합니다. 그때부터 개최된 것으로 기록할 수 있습니다`,
    en: ({ name, startDate, timeZone }) =>
      `the event ${name.en} does not begin before ${printDate(startDate, 'en')} (local date, ${timeZone}); it can be recorded as held from then on`,
  }),
  external_id_taken: externalIdTaken('event'),
  ends_early: invalid({
    example: { startDate },
    ko: ({ startDate }) => `행사의 시작(${printDate(startDate, 'ko')})보다 앞설 수 없습니다`,
    en: ({ startDate }) => `must not be before ${printDate(startDate, 'en')}, when the event begins`,
  }),
});

export const { known, refuse, unknown, invalid: refuseField } = refusing(EVENT);
