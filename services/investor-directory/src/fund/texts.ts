/** The refusals of funds, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { refusing, rule, texts } from '@naru/words/texts';

export const FUND = texts('fund', {
  closed: rule({
    ko: '종료된 펀드라 바꿀 수 없습니다. 필요하면 새 펀드를 발표하십시오',
    en: 'the fund has ended and can no longer change; announce a new one if you need it',
  }),
  external_id_taken: externalIdTaken('fund'),
});

export const { known, refuse } = refusing(FUND);
