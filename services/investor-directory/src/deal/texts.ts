/** The refusals of deals, in both languages. */

import { printDate } from '@naru/korean/date';
import { externalIdTaken } from '@naru/words/external-id';
import type { Day } from '@naru/words/text';
import { exists, refusing, rule, texts } from '@naru/words/texts';

export const DEAL = texts('deal', {
  not_negotiating: rule({
    ko: '아직 협상을 시작하지 않은 투자 건입니다. 먼저 협상을 시작하십시오',
    en: 'the negotiation of this deal has not begun; start it first',
  }),
  amount_missing: rule({
    field: 'amountKrw',
    ko: '0보다 큰 원 단위 금액이어야 합니다. 예: 2250000000',
    en: 'must be a sum above 0 in whole won, such as 2250000000',
  }),
  confirmed: rule({
    example: { confirmedOn: { year: 2016, month: 3, day: 2 } as Day | undefined },
    ko: ({ confirmedOn }) =>
      `${confirmedOn ? `${printDate(confirmedOn, 'ko')}에 ` : ''}확정된 투자 건입니다. 새 투자 건을 등록하십시오`,
    en: ({ confirmedOn }) =>
      `the deal was confirmed${confirmedOn ? ` on ${printDate(confirmedOn, 'en')}` : ''}; open a new one`,
  }),
  dropped: rule({
    ko: '중단된 투자 건입니다. 새 투자 건을 등록하십시오',
    en: 'the deal was dropped; open a new one',
  }),
  stands: exists({
    ko: '이 벤처기업과 이 투자자 사이에 진행 중인 투자 건이 이미 있습니다. 그 건을 진행하거나 먼저 중단하십시오',
    en: 'this venture and this investor have a deal that is open already; move that deal on, or drop it first',
  }),
  external_id_taken: externalIdTaken('deal'),
});

export const { known, refuse } = refusing(DEAL);
