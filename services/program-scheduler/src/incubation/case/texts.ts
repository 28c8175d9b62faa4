/** Texts of refusals about one-stop cases, in both languages. */

import { printDate } from '@naru/korean/date';
import { externalIdTaken } from '@naru/words/external-id';
import { exists, refusing, rule, texts } from '@naru/words/texts';

const most = { handOffsMax: 100 };

export const CASE = texts('case', {
  handed_off_often: rule({
    example: most,
    ko: ({ handOffsMax }) =>
      `이미 한도인 ${handOffsMax}번까지 이관되거나 재개된 상담 사례라 더 이관할 수 없습니다. 지금 맡은 기관에서 해결하십시오`,
    en: ({ handOffsMax }) =>
      `the case has been handed off or reopened ${handOffsMax} times, which is the limit; resolve it at the organisation that has it now`,
  }),
  reopened_often: rule({
    example: most,
    ko: ({ handOffsMax }) =>
      `이미 한도인 ${handOffsMax}번까지 이관되거나 재개된 상담 사례라 더 재개할 수 없습니다. 새 상담 사례를 접수하십시오`,
    en: ({ handOffsMax }) =>
      `the case has been handed off or reopened ${handOffsMax} times, which is the limit; open a new case`,
  }),
  resolved_early: rule({
    field: 'resolvedOn',
    example: { openedOn: { year: 2016, month: 3, day: 2 } },
    ko: ({ openedOn }) => `상담 사례는 ${printDate(openedOn, 'ko')}에 접수되었습니다. 그날이나 그 뒤의 날을 적으십시오`,
    en: ({ openedOn }) => `the case was opened on ${printDate(openedOn, 'en')}; give that day or a later one`,
  }),
  resolved: rule({
    ko: '이미 해결된 상담 사례입니다. 먼저 상담을 재개하십시오',
    en: 'the case is resolved; reopen it first',
  }),
  number_taken: exists({
    field: 'number',
    ko: '방금 다른 상담 사례가 이 번호를 받았습니다. 다시 시도하십시오',
    en: 'another case has just been given this number; try again',
  }),
  external_id_taken: externalIdTaken('case'),
});

export const { known, refuse } = refusing(CASE);
