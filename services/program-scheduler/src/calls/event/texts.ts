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
    ko: ({ name }) => `취소된 행사입니다: ${name.ko}. 새 행사를 계획하십시오`,
    en: ({ name }) => `the event ${name.en} was cancelled; plan a new one`,
  }),
  held: rule({
    example: { name },
    ko: ({ name }) => `이미 개최된 행사입니다: ${name.ko}. 바꾸거나 취소할 수 없습니다`,
    en: ({ name }) => `the event ${name.en} has taken place; it can no longer be changed or cancelled`,
  }),
  not_begun: rule({
    example: { name, startDate, timeZone: 'Asia/Shanghai' },
    ko: ({ name, startDate, timeZone }) =>
      `${josa(name.ko, '은/는')} 현지(${timeZone}) 날짜로 ${printDate(startDate, 'ko')}에 시작합니다. 그날부터 개최된 것으로 기록할 수 있습니다`,
    en: ({ name, startDate, timeZone }) =>
      `the event ${name.en} begins on ${printDate(startDate, 'en')} (${timeZone}); it can be recorded as held from that day on`,
  }),
  external_id_taken: externalIdTaken('event'),
  ends_early: invalid({
    example: { startDate },
    ko: ({ startDate }) => `행사가 시작하는 날(${printDate(startDate, 'ko')})이나 그 뒤의 날이어야 합니다`,
    en: ({ startDate }) => `must be on or after ${printDate(startDate, 'en')}, the day the event begins`,
  }),
});

export const { known, refuse, unknown, invalid: refuseField } = refusing(EVENT);
