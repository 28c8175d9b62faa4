/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { DealInterest } from '@naru/contracts/investor/v1/events';
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
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CuUBCh9kZWFsXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxEh52ZW5fMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEaBUtSLTI3Ih5pbnZfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEoBDD/////////DzoiCh5ldnRfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEQBEIGCIDiv6oFSgYIgIXFqgVSBwjfDxAFGA1aBgiAy8+qBWIX7KGw6rG07J20IOunnuyngCDslYrsnYxqEgoHZGVhbDowMRABGgVBMy0wNQ==';
const TYPES: Record<DealEvent['type'], string> = {
  DealOpened: 'naru.investor.deal.interest.v1',
  DealNegotiated: 'naru.investor.deal.negotiating.v1',
  DealConfirmed: 'naru.investor.deal.confirmed.v1',
  DealDropped: 'naru.investor.deal.dropped.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as DealEvent, deal)), snapshot(deal)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.investor.deal.snapshot.v1']);
  expect([...types].sort()).toEqual(
    events
      .map(({ type }) => type)
      .filter((type) => type.startsWith('naru.investor.deal.'))
      .sort(),
  );
});

test('the released bytes are read as the whole deal', () => {
  expect(DealInterest.decode(Buffer.from(GOLDEN, 'base64')).deal).toEqual(toProto(deal));
});
