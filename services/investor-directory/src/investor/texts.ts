/** The refusals of investors and their mandates, in both languages. */

import { printWon } from '@naru/korean/won';
import { externalIdTaken } from '@naru/words/external-id';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';

export const INVESTOR = texts('investor', {
  not_active: rule({
    ko: '활동 중인 투자자만 휴면으로 바꿀 수 있습니다. 투자자는 확인을 받고 투자 기준을 정해야 활동 상태가 됩니다',
    en: 'only an active investor can go dormant; an investor is active once it is verified and has a mandate',
  }),
  not_dormant: rule({
    ko: '휴면 중인 투자자만 다시 활동하게 할 수 있는데, 이 투자자는 휴면 중이 아닙니다',
    en: 'only a dormant investor can be reactivated, and this one is not dormant',
  }),
  lei_taken: exists({
    field: 'lei',
    ko: '같은 법인식별기호(LEI)로 등록된 투자자가 이미 있습니다. 식별기호를 확인하십시오',
    en: 'an investor with this Legal Entity Identifier is registered already; check the identifier',
  }),
  external_id_taken: externalIdTaken('investor'),
});

export const MANDATE = texts('mandate', {
  ticket_range: invalid({
    example: { ticketMinKrw: 50_000_000 },
    ko: ({ ticketMinKrw }) => `최소 투자 금액(ticketMinKrw)인 ${printWon(ticketMinKrw, 'ko')} 이상이어야 합니다`,
    en: ({ ticketMinKrw }) => `must be at least ticketMinKrw, which is ${printWon(ticketMinKrw, 'en')}`,
  }),
  sectors_disjoint: invalid({
    example: { sectors: ['IOT'] },
    ko: ({ sectors }) => `원하는 분야(sectors)에도 있는 분야입니다. 둘 가운데 한쪽에서 빼십시오: ${sectors.join(', ')}`,
    en: ({ sectors }) =>
      `these sectors are also in sectors; remove them from one of the two lists: ${sectors.join(', ')}`,
  }),
});

export const { known, refuse } = refusing(INVESTOR);
export const { fault } = refusing(MANDATE);
