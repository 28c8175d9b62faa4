/** The refusals of investors and their mandates, in both languages. */

import { josa } from '@naru/korean/particle';
import { printWon } from '@naru/korean/won';
import { externalIdTaken } from '@naru/words/external-id';
import type { Said } from '@naru/words/text';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';

/** What an investor that was never active still needs. */
function toActivate({ verified, mandated }: { verified: boolean; mandated: boolean }): Said {
  const [ko, en] = [
    [...(verified ? [] : ['사무국의 확인']), ...(mandated ? [] : ['투자 기준'])].join('과 '),
    [...(verified ? [] : ['verified']), ...(mandated ? [] : ['given a mandate'])].join(' and '),
  ];
  return {
    ko: `이 투자자는 아직 활동을 시작하지 않았습니다. 활동을 시작하려면 ${josa(ko, '이/가')} 있어야 합니다`,
    en: `this one has not become active yet, and must first be ${en}`,
  };
}

export const INVESTOR = texts('investor', {
  not_active: rule({
    example: { verified: false as boolean, mandated: true as boolean },
    ko: (has) => `활동 중인 투자자만 휴면으로 바꿀 수 있습니다. ${toActivate(has).ko}`,
    en: (has) => `only an active investor can go dormant; ${toActivate(has).en}`,
  }),
  not_dormant: rule({
    example: { verified: true as boolean, mandated: false as boolean },
    ko: (has) => `휴면 중인 투자자만 다시 활동하게 할 수 있습니다. ${toActivate(has).ko}`,
    en: (has) => `only a dormant investor can be reactivated; ${toActivate(has).en}`,
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
    ko: ({ sectors }) =>
      `찾는 분야(sectors)와 제외한 분야(excludedSectors)는 겹칠 수 없습니다. 다음 분야를 한쪽에서 빼십시오: ${sectors.join(', ')}`,
    en: ({ sectors }) =>
      `sectors and excludedSectors must not overlap; take these out of one of the two lists: ${sectors.join(', ')}`,
  }),
});

export const { known, refuse } = refusing(INVESTOR);
export const { fault } = refusing(MANDATE);
