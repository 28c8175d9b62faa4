/** The refusals of deals, in both languages. */
import { dateIn, SEOUL } from '@naru/kit/civil-date';
import { printDate } from '@naru/korean/date';
import { josa } from '@naru/korean/particle';
import { printWon } from '@naru/korean/won';
import { externalIdTaken } from '@naru/words/external-id';
import type { Day, Said } from '@naru/words/text';
import { exists, forbidden, invalid, refusing, rule, texts } from '@naru/words/texts';
import type { Side } from './deal.ts';

const dayOf = (at: Date) => dateIn(SEOUL, at);

const SIDES: Readonly<Record<Side, Said>> = {
  VENTURE: { ko: '벤처기업', en: 'the venture' },
  INVESTOR: { ko: '투자자', en: 'the investor' },
};

export const DEAL = texts('deal', {
  origin_closed: forbidden({
    field: 'originId',
    ko: '협력 시스템은 전체 합계만 볼 수 있습니다. 이 항목을 빼고 다시 시도하십시오',
    en: 'a partner system sees the totals of all deals alone; leave this field out',
  }),
  not_negotiating: rule({
    ko: '아직 협상을 시작하지 않은 투자 건입니다. 먼저 협상을 시작하십시오',
    en: 'the negotiation of this deal has not begun; start it first',
  }),
  amount_missing: rule({
    field: 'amountKrw',
    ko: '0보다 큰 원 단위 금액이어야 합니다. 예: 22억 5천만원은 2250000000',
    en: 'must be a sum above 0 in whole won, such as 2250000000 for KRW 2.25bn',
  }),
  confirmed: rule({
    example: { confirmedOn: { year: 2016, month: 3, day: 2 } as Day | undefined },
    ko: ({ confirmedOn }) =>
      `${confirmedOn ? `${printDate(confirmedOn, 'ko')}에 ` : ''}확정된 투자 건이라 바꿀 수 없습니다. 금액이나 날짜가 틀렸으면 센터에 정정을, 실제로 없었던 투자라면 무효 처리를 요청하고, 다른 투자라면 새 투자 건을 등록하십시오`,
    en: ({ confirmedOn }) =>
      `the deal was confirmed${confirmedOn ? ` on ${printDate(confirmedOn, 'en')}` : ''} and can no longer change; if its sum or day is wrong, ask the centre to correct it, or to void it if the investment was never made; for another investment open a new one`,
  }),
  other_side: forbidden({
    field: 'side',
    ko: '자신이 속한 쪽만 확정할 수 있습니다. 자신이 속한 쪽을 적고, 다른 쪽의 확정은 그쪽이나 센터에 맡기십시오',
    en: 'you may confirm only for your own side; give that side. The other side, or the centre, confirms for the other side',
  }),
  side_missing: invalid({
    ko: '어느 쪽을 대신해 확정하는지 적으십시오: VENTURE(벤처기업) 또는 INVESTOR(투자자)',
    en: 'say for which side you confirm: VENTURE or INVESTOR',
  }),
  reason_missing: invalid({
    ko: '한쪽을 대신해 확정하는 이유를 적으십시오. 예: 전화로 합의를 확인함',
    en: 'give the reason why you confirm for this side, such as: the agreement was confirmed by telephone',
  }),
  sum_differs: rule({
    field: 'amountKrw',
    example: { side: 'VENTURE' as Side, confirmedKrw: 400_000_000, amountKrw: 450_000_000 },
    ko: ({ side, confirmedKrw, amountKrw }) =>
      `${josa(SIDES[side].ko, '이/가')} 확정한 금액은 ${printWon(confirmedKrw, 'ko')}인데 ${printWon(amountKrw, 'ko')}을 적었습니다. 같은 금액이어야 합니다. 금액이 바뀌었으면 새 금액으로 다시 협상을 시작하십시오`,
    en: ({ side, confirmedKrw, amountKrw }) =>
      `${SIDES[side].en} has confirmed ${printWon(confirmedKrw, 'en')}, and you give ${printWon(amountKrw, 'en')}; both must be the same. If the sum has changed, start the negotiation of the new sum`,
  }),
  day_differs: rule({
    field: 'confirmedOn',
    example: {
      side: 'INVESTOR' as Side,
      theirDay: { year: 2016, month: 3, day: 2 } as Day,
      confirmedOn: { year: 2016, month: 3, day: 3 } as Day,
    },
    ko: ({ side, theirDay, confirmedOn }) =>
      `${josa(SIDES[side].ko, '이/가')} 확정한 날짜는 ${printDate(theirDay, 'ko')}인데 ${printDate(confirmedOn, 'ko')}을 적었습니다. 같은 날짜여야 합니다. 그 날짜를 적거나, 그 날짜가 틀렸으면 상대방에게 올바른 날짜로 다시 확정해 달라고 요청하십시오`,
    en: ({ side, theirDay, confirmedOn }) =>
      `${SIDES[side].en} has confirmed ${printDate(theirDay, 'en')}, and you give ${printDate(confirmedOn, 'en')}; both must be the same day. Give that day, or, if it is wrong, ask ${SIDES[side].en} to confirm again with the right one`,
  }),
  confirmed_early: rule({
    field: 'confirmedOn',
    example: { introducedAt: new Date('2026-11-30T06:00:00Z') },
    ko: ({ introducedAt }) => `소개된 날(${printDate(dayOf(introducedAt), 'ko')})이나 그 뒤의 날이어야 합니다`,
    en: ({ introducedAt }) => `must be the day of the introduction, ${printDate(dayOf(introducedAt), 'en')}, or later`,
  }),
  said_by_side: rule({
    example: { side: 'INVESTOR' as Side, amountKrw: 400_000_000, confirmedOn: { year: 2016, month: 3, day: 2 } as Day },
    ko: ({ side, amountKrw, confirmedOn }) =>
      `${josa(SIDES[side].ko, '이/가')} 이미 직접 확정했습니다(${printWon(amountKrw, 'ko')}, ${printDate(confirmedOn, 'ko')}). 값이 틀렸으면 그쪽이 다시 확정해야 합니다`,
    en: ({ side, amountKrw, confirmedOn }) =>
      `${SIDES[side].en} has confirmed for itself: ${printWon(amountKrw, 'en')} on ${printDate(confirmedOn, 'en')}; if that is wrong, it confirms again`,
  }),
  figures_missing: invalid({
    ko: '올바른 금액(amountKrw)이나 올바른 날짜(confirmedOn)를 적으십시오. 둘 다 적어도 됩니다',
    en: 'give the right sum (amountKrw), the right day (confirmedOn), or both',
  }),
  not_confirmed: rule({
    ko: '아직 확정되지 않은 투자 건입니다. 금액은 협상을 다시 시작해 바꾸십시오',
    en: 'the deal is not confirmed; to change its sum, start the negotiation of the new sum',
  }),
  corrected_often: rule({
    example: { correctionsMax: 100 },
    ko: ({ correctionsMax }) =>
      `이미 한도인 ${correctionsMax}번까지 정정한 투자 건입니다. 무효로 하고 새로 등록하십시오`,
    en: ({ correctionsMax }) =>
      `the deal has been corrected ${correctionsMax} times, which is the limit; void it and open a new one`,
  }),
  voided: rule({
    ko: '무효가 된 투자 건이라 바꿀 수 없습니다. 필요하면 새 투자 건을 등록하십시오',
    en: 'the deal is void and can no longer change; open a new one if you need it',
  }),
  dropped: rule({
    ko: '중단된 투자 건이라 바꿀 수 없습니다. 필요하면 새 투자 건을 등록하십시오',
    en: 'the deal was dropped and can no longer change; open a new one if you need it',
  }),
  stands: exists({
    ko: '이 벤처기업과 이 투자자 사이에 진행 중인 투자 건이 이미 있습니다. 그 건을 진행하거나 먼저 중단하십시오',
    en: 'this venture and this investor have an unfinished deal already; continue that deal, or drop it first',
  }),
  external_id_taken: externalIdTaken('deal'),
});

export const { invalid: wrong, known, refuse } = refusing(DEAL);
