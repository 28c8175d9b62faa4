/** Texts of refusals about figures, in both languages. */

import type { Outcome_Indicator } from '@naru/contracts/ledger/v1/outcome';
import { printDateRange } from '@naru/korean/date-range';
import { externalIdTaken } from '@naru/words/external-id';
import type { Day, Said } from '@naru/words/text';
import { exists, refusing, rule, texts } from '@naru/words/texts';

const INDICATORS: Readonly<Partial<Record<Outcome_Indicator, Said>>> = {
  STATE_GUEST_VISITS: { ko: '대표단 방문 횟수', en: 'visits of delegations' },
  FOREIGN_VISITORS: { ko: '외국인 방문자 수', en: 'visitors from abroad' },
};
const named = (indicator: Outcome_Indicator): Said => INDICATORS[indicator] ?? { ko: indicator, en: indicator };

/** A period, from its first day to its last. */
type Span = [Day, Day];
const printed = ([from, to]: readonly Day[], language: 'ko' | 'en'): string =>
  from && to ? printDateRange({ from, to }, language) : '';
const WHOLE: Span = [
  { year: 2018, month: 1, day: 1 },
  { year: 2018, month: 12, day: 31 },
];
const LONGER: Span = [
  { year: 2018, month: 1, day: 1 },
  { year: 2019, month: 12, day: 31 },
];
const PART: Span = [
  { year: 2019, month: 1, day: 1 },
  { year: 2019, month: 8, day: 31 },
];

export const OUTCOME = texts('outcome', {
  corrected_often: rule({
    example: { correctionsMax: 100 },
    ko: ({ correctionsMax }) => `이미 한도인 ${correctionsMax}번까지 고친 수치입니다. 새 수치로 보고하십시오`,
    en: ({ correctionsMax }) =>
      `the figure has been corrected ${correctionsMax} times, which is the limit; report a new figure`,
  }),
  indicators_differ: rule({
    example: { earlier: 'STATE_GUEST_VISITS' as Outcome_Indicator, later: 'FOREIGN_VISITORS' as Outcome_Indicator },
    ko: ({ earlier, later }) =>
      `서로 다른 지표입니다(${named(earlier).ko}, ${named(later).ko}). 같은 지표의 수치를 비교하십시오`,
    en: ({ earlier, later }) =>
      `the indicators differ: "${named(earlier).en}" and "${named(later).en}"; compare figures of one indicator`,
  }),
  bodies_differ: rule({
    ko: '서로 다른 센터나 기관의 수치입니다. 같은 곳의 수치끼리 비교하십시오',
    en: 'the figures are about different centres or organisations; compare figures about the same one',
  }),
  partial_year: rule({
    example: { spans: [PART] },
    ko: ({ spans }) =>
      `한 해(1월 1일~12월 31일) 단위의 기간만 비교할 수 있습니다. 다음 기간은 그렇지 않으니 다른 수치를 고르십시오: ${spans.map((span) => printed(span, 'ko')).join(', ')}`,
    en: ({ spans }) =>
      `only periods of whole calendar years can be compared, and these are not: ${spans.map((span) => printed(span, 'en')).join(', ')}; choose other figures`,
  }),
  spans_differ: rule({
    example: { earlier: WHOLE, later: LONGER },
    ko: ({ earlier, later }) =>
      `기간의 길이가 다릅니다(${printed(earlier, 'ko')}, ${printed(later, 'ko')}). 햇수가 같은 기간을 비교하십시오`,
    en: ({ earlier, later }) =>
      `the periods differ in length: ${printed(earlier, 'en')}, and ${printed(later, 'en')}; compare periods of the same number of years`,
  }),
  reported: exists({
    example: { id: 'out_01jq8v6h2mf8x9r3k5t7w1y4z6' },
    ko: ({ id }) =>
      `같은 출처로 이미 보고된 수치입니다(${id}). 값이 틀렸으면 그 수치를 정정하고, 출처가 다르면 그 출처를 적으십시오`,
    en: ({ id }) =>
      `the figure has been reported from this source as ${id}; correct that one if its value is wrong, or name the other source`,
  }),
  external_id_taken: externalIdTaken('outcome'),
});

export const { known, refuse } = refusing(OUTCOME);
