/** Texts of refusals about programme templates, in both languages. */
import { invalid, refusing, texts } from '@naru/words/texts';

export const TEMPLATE = texts('template', {
  starts_on: invalid({
    ko: '반드시 있어야 합니다. 양식에 있는 단계의 날짜를 이날부터 계산합니다',
    en: 'must be given: the phases of the template are counted from this day',
  }),
});

export const { known, unknown, invalid: refuseField } = refusing(TEMPLATE);
