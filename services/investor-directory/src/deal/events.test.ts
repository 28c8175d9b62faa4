/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { DealInterest } from '@naru/contracts/investor/v1/events';
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
  DealDropped: 'naru.investor.deal.dropped.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as DealEvent, deal)), snapshot(deal)];

const golden = goldenEvents({ published, of: 'naru.investor.deal.', at: import.meta.url });

test('the released bytes decode to the whole deal', () => {
  expect(DealInterest.decode(golden('naru.investor.deal.interest.v1')).deal).toEqual(toProto(deal));
});
