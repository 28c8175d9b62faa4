/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { DealCorrected, DealInterest } from '@naru/contracts/investor/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import type { Deal, DealEvent } from './deal.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const deal: Deal = {
  id: 'deal_01h455vb4pex5vsknk084sn02q',
  ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
  centreId: 'KR-27',
  investorId: 'inv_01h455vb4pex5vsknk084sn02q',
  stage: 'DROPPED',
  amountKrw: 9_007_199_254_740_991,
  origin: { id: 'evt_01h455vb4pex5vsknk084sn02q', edition: 4 },
  interestAt: new Date(Date.UTC(2015, 4, 11)),
  negotiatingAt: new Date(Date.UTC(2015, 4, 12)),
  confirmedOn: { year: 2015, month: 5, day: 13 },
  droppedAt: new Date(Date.UTC(2015, 4, 14)),
  dropReason: '조건이 맞지 않음',
  source: { externalId: 'deal:01', fictional: true, refs: ['A3-05'] },
};
const TYPES: Record<DealEvent['type'], string> = {
  DealOpened: 'naru.investor.deal.interest.v1',
  DealNegotiated: 'naru.investor.deal.negotiating.v1',
  DealConfirmed: 'naru.investor.deal.confirmed.v1',
  DealSideConfirmed: 'naru.investor.deal.side_confirmed.v1',
  DealCorrected: 'naru.investor.deal.corrected.v1',
  DealVoided: 'naru.investor.deal.voided.v1',
  DealDropped: 'naru.investor.deal.dropped.v1',
};
/** With what later releases have added. */
const later: Deal = {
  ...deal,
  confirmations: (['INVESTOR', 'VENTURE'] as const).map((side) => ({
    ...{ side, amountKrw: 450_000_000, confirmedOn: { year: 2015, month: 5, day: 13 }, saidAt: deal.interestAt },
    ...(side === 'VENTURE'
      ? { by: 'CENTRE', centreId: 'KR-27', reason: '전화로 확인함' }
      : { by: 'PARTY', centreId: '', reason: '' }),
  })),
  earlier: [
    {
      amountKrw: 440_000_000,
      confirmedOn: { year: 2015, month: 5, day: 13 },
      reason: '잘못 적음',
      replacedAt: deal.interestAt,
    },
  ],
  voidedAt: new Date(Date.UTC(2015, 4, 15)),
  voidReason: '기록 착오',
};
const ADDED: readonly string[] = ['DealSideConfirmed', 'DealCorrected', 'DealVoided'];
const published = [
  ...Object.keys(TYPES).map((type) => publish({ type } as DealEvent, ADDED.includes(type) ? later : deal)),
  snapshot(deal),
];

const golden = goldenEvents({ published, of: 'naru.investor.deal.', at: import.meta.url });

test('the released bytes decode to the whole deal', () => {
  expect(DealInterest.decode(golden('naru.investor.deal.interest.v1')).deal).toEqual(toProto(deal));
  expect(DealCorrected.decode(golden('naru.investor.deal.corrected.v1')).deal).toEqual(toProto(later));
});
