import { expect, test } from '@jest/globals';
import { DealConfirmed } from '@naru/contracts/investor/v1/events';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { bare, cloudEvent } from './cloud-event.ts';

const received = {
  id: '0b7f7a52-5a57-4a4e-8f5e-3c1f3a1f2d11',
  type: 'naru.investor.deal.confirmed.v1',
  context: 'investor',
  aggregate: 'deal_1',
  version: 3,
  at: new Date(Date.UTC(2015, 4, 11, 1, 2, 3, 4)),
  causedBy: 'officer-27',
};

test('an event is sent as released: structured JSON, money as text, zeros written out, no person named', () => {
  const deal = {
    id: 'deal_1',
    ventureId: 'ven_1',
    investorId: 'inv_1',
    stage: 'CONFIRMED' as const,
    amountKrw: 2_250_000_000,
  };
  const data = DealConfirmed.encode(DealConfirmed.fromPartial({ deal })).finish();
  expect(JSON.stringify(cloudEvent({ ...received, data }))).toBe(
    '{"specversion":"1.0","id":"0b7f7a52-5a57-4a4e-8f5e-3c1f3a1f2d11","source":"/naru/investor",' +
      '"type":"naru.investor.deal.confirmed.v1","time":"2015-05-11T01:02:03.004Z","subject":"deal_1","sequence":"00000000000000000003",' +
      '"datacontenttype":"application/json","data":{"deal":{"id":"deal_1","ventureId":"ven_1","centreId":"",' +
      '"investorId":"inv_1","stage":"CONFIRMED","amountKrw":"2250000000","dropReason":"","etag":"",' +
      '"confirmations":[],"earlier":[],"voidReason":"","outsideOf":[]}}}',
  );
});

test("the event of an aggregate that was hidden later keeps its envelope and the venture's id, centre and state", () => {
  const profile = { name: { ko: '나루', en: 'Naru' }, staff: 12 };
  const data = VenturePublished.encode(
    VenturePublished.fromPartial({ ventureId: 'ven_1', centreId: 'KR-27', state: 'PUBLISHED', profile }),
  ).finish();
  const type = 'naru.registry.venture.published.v1';
  const body = JSON.stringify(cloudEvent({ ...received, type, context: 'registry', aggregate: 'ven_1', data }));
  expect(body).toContain('나루');
  const { data: left, ...envelope } = JSON.parse(bare(body));
  expect(left).toEqual({ ventureId: 'ven_1', centreId: 'KR-27', state: 'PUBLISHED', fictional: false });
  const { data: _, ...before } = JSON.parse(body);
  expect(envelope).toEqual(before);
});
