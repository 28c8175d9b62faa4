/** J9: investments of the Venture Partners Day, to the won. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Caller, type Network, startNetwork } from './network.ts';

interface Totals {
  confirmed: { count: number; amountKrw: string; display: { ko: string; en: string } };
  negotiating: Totals['confirmed'];
  pipeline: Totals['confirmed'];
  averageConfirmedKrw: string;
}

let network: Network;
let daegu: Caller;
let analyst: Caller;

beforeAll(async () => {
  network = await startNetwork();
  daegu = await network.as({ role: 'centre_officer', centre: 'KR-27' });
  analyst = await network.as({ role: 'analyst' });
}, 120_000);
afterAll(() => network?.stop());

const total = (count: number, amountKrw: string) => ({ count, amountKrw });
/** The totals of the deals and of the report from their events must be equal. */
const bothSay = (expected: object) =>
  eventually(async () => {
    const [totals, report] = await Promise.all([
      analyst.ask<Totals>('GET', '/v1/deals:totals'),
      analyst.ask<Totals>('GET', '/v1/reports/deals'),
    ]);
    expect(totals).toMatchObject(expected);
    expect(report).toMatchObject(expected);
    return true;
  });

test('14 confirmed make 22억 5천만원, 4 in negotiation 30억원, 18 in the pipeline', async () => {
  await bothSay({
    confirmed: { ...total(14, '2250000000'), display: { ko: '22억 5천만원', en: 'KRW 2.25bn' } },
    negotiating: { ...total(4, '3000000000'), display: { ko: '30억원', en: 'KRW 3bn' } },
    pipeline: total(18, '5250000000'),
    averageConfirmedKrw: '160714286',
  });
});

test('a new deal goes through its stages in order, and a dropped one leaves both totals', async () => {
  const parties = { ventureId: network.id('venture:064'), investorId: network.id('investor:09') };
  const deal = await daegu.ask<{ id: string; stage: string }>('POST', '/v1/deals', parties);
  expect(deal.stage).toBe('INTEREST');
  const { deals } = await daegu.ask<{ deals: object[] }>('GET', `/v1/deals?ventureId=${parties.ventureId}`);
  const [venture, investor] = await Promise.all([
    daegu.ask<{ profile: { name: object } }>('GET', `/v1/ventures/${parties.ventureId}`),
    daegu.ask<{ name: object }>('GET', `/v1/investors/${parties.investorId}`),
  ]);
  const names = { ventureName: venture.profile.name, investorName: investor.name };
  expect(deals).toContainEqual(expect.objectContaining({ id: deal.id, ...names }));
  const straight = await daegu.post<{ code: string }>(`/v1/deals/${deal.id}:confirm`, {
    amountKrw: '100000000',
    confirmedOn: '2015-05-11',
    ...{ side: 'VENTURE', reason: 'the two have signed' },
  });
  expect(straight).toMatchObject({ status: 422, body: { code: 'deal.not_negotiating' } });
  await daegu.ask('POST', `/v1/deals/${deal.id}:startNegotiation`, { amountKrw: '700000000' });
  await bothSay({ confirmed: total(14, '2250000000'), negotiating: total(5, '3700000000') });
  await daegu.ask('POST', `/v1/deals/${deal.id}:drop`, { reason: 'the two could not agree' });
  await bothSay({ confirmed: total(14, '2250000000'), negotiating: total(4, '3000000000') });
});

test('confirming the 400m deal gives 15 / 2,650,000,000 and 3 / 2,600,000,000, once both sides have confirmed', async () => {
  const id = network.id('deal:18');
  const { ventureId, investorId } = await daegu.ask<{ ventureId: string; investorId: string }>(
    'GET',
    `/v1/deals/${id}`,
  );
  const [venture, investor] = [
    await network.as({ role: 'venture_member', org: ventureId }),
    await network.as({ role: 'investor_member', org: investorId }),
  ];
  const confirm = (by: Caller, amountKrw = '400000000') =>
    by.post<{ code: string; params: object }>(`/v1/deals/${id}:confirm`, { amountKrw, confirmedOn: '2015-05-12' });
  expect((await confirm(investor)).status).toBe(200);
  await bothSay({ confirmed: total(14, '2250000000'), negotiating: total(4, '3000000000') });
  expect(await confirm(venture, '390000000')).toMatchObject({
    status: 422,
    body: { code: 'deal.sum_differs', params: { confirmedKrw: '400000000', amountKrw: '390000000' } },
  });
  expect((await confirm(venture)).status).toBe(200);
  await bothSay({ confirmed: total(15, '2650000000'), negotiating: total(3, '2600000000') });
  for (const again of [investor, venture]) expect((await confirm(again)).status).toBe(200);
  await bothSay({ confirmed: total(15, '2650000000') });
});

test('a corrected sum changes both totals, its old value stays readable, and a voided deal leaves them', async () => {
  const id = network.id('deal:18');
  const reason = 'the contract says so';
  const corrected = await daegu.ask<{ stage: string; earlier: object[] }>('POST', `/v1/deals/${id}:correct`, {
    ...{ amountKrw: '410000000', reason },
  });
  expect(corrected).toMatchObject({ stage: 'CONFIRMED', earlier: [{ amountKrw: '400000000', reason }] });
  await bothSay({ confirmed: total(15, '2660000000'), negotiating: total(3, '2600000000') });
  await daegu.ask('POST', `/v1/deals/${id}:void`, { reason: 'it never was' });
  await bothSay({ confirmed: total(14, '2250000000'), negotiating: total(3, '2600000000') });
});

test('only its parties see a deal: another centre and another investor do not', async () => {
  const id = network.id('deal:01');
  const others = [
    await network.as({ role: 'centre_officer', centre: 'KR-41' }),
    await network.as({ role: 'investor_member', org: network.id('investor:02') }),
  ];
  for (const other of others) expect((await other.get(`/v1/deals/${id}`)).status).toBe(404);
  const party = await network.as({ role: 'venture_member', org: network.id('venture:054') });
  expect((await party.get(`/v1/deals/${id}`)).status).toBe(200);
  expect((await party.ask<{ deals: object[] }>('GET', '/v1/deals')).deals).toHaveLength(1);
});
