/** What organisations refuse, in both languages. */
import { exists, refusing, texts } from '@naru/words/texts';

export const ORGANISATION = texts('organisation', {
  brn_taken: exists({
    field: 'brn',
    ko: '같은 사업자등록번호로 등록된 기관이 이미 있습니다. 번호를 확인하거나 등록된 기관을 쓰십시오',
    en: 'an organisation with this business registration number is registered already; check the number, or use that organisation',
  }),
  external_id_taken: exists({
    field: 'source.externalId',
    ko: '다른 기관이 이미 쓰고 있는 값입니다',
    en: 'another organisation has this id already',
  }),
});

export const { refuse } = refusing(ORGANISATION);
