/** The refusals of reports, in both languages. */
import { forbidden, refusing, texts } from '@naru/words/texts';

export const REPORT = texts('report', {
  origin_closed: forbidden({
    field: 'originId',
    ko: '협력 시스템은 전체 합계만 볼 수 있습니다. 이 항목을 빼고 다시 시도하십시오',
    en: 'a partner system sees the totals of all deals alone; leave this field out',
  }),
});

export const { refuse } = refusing(REPORT);
