/** What programmes refuse, in both languages. */
import { exists, refusing, texts } from '@naru/words/texts';

export const PROGRAMME = texts('programme', {
  external_id_taken: exists({
    field: 'source.externalId',
    ko: '다른 프로그램이 이미 쓰고 있습니다',
    en: 'another programme has it already',
  }),
});

export const { known, refuse } = refusing(PROGRAMME);
