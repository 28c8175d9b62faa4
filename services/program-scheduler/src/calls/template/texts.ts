/** Texts of refusals about programme templates, in both languages. */
import { invalid, refusing, texts } from '@naru/words/texts';

export const TEMPLATE = texts('template', {
  starts_on: invalid({
    ko: '반드시 있어야 합니다. 양식의 단계는 이날부터 세어 날짜를 정합니다',
    en: 'must be given: the phases of the template are counted from this day',
  }),
});

export const { known, unknown, invalid: refuseField } = refusing(TEMPLATE);
