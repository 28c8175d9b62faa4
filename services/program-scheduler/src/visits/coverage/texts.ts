/** Texts of refusals about coverages, in both languages. */
import { invalid, refusing, texts } from '@naru/words/texts';

export const VISIT_COVERAGE = texts('visit_coverage', {
  early: invalid({
    example: { earliestYear: 1900 },
    ko: ({ earliestYear }) => `${earliestYear}년 1월 1일이나 그 뒤의 날이어야 합니다`,
    en: ({ earliestYear }) => `must be on or after 1 January ${earliestYear}`,
  }),
});

export const coverage = refusing(VISIT_COVERAGE);
