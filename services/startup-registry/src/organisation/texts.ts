/** The refusals of organisations, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { exists, refusing, texts } from '@naru/words/texts';

export const ORGANISATION = texts('organisation', {
  brn_taken: exists({
    field: 'brn',
    ko: '같은 사업자등록번호로 등록된 기관이 이미 있습니다. 번호를 확인하거나 등록된 기관을 쓰십시오',
    en: 'an organisation with this business registration number is registered already; check the number, or use that organisation',
  }),
  external_id_taken: externalIdTaken('organisation'),
});

export const { refuse } = refusing(ORGANISATION);
