/** Texts of refusals about coverages, in both languages. */
import { invalid, refusing, texts } from '@naru/words/texts';

export const VISIT_COVERAGE = texts('visit_coverage', {
  early: invalid({
    example: { earliestYear: 1900 },
    ko: ({ earliestYear }) => `${earliestYear}년 이후의 날이어야 합니다`,
    en: ({ earliestYear }) => `must be a day in ${earliestYear} or later`,
  }),
});

export const coverage = refusing(VISIT_COVERAGE);
