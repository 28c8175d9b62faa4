import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import { CentreOpened, VenturePublished, VentureRegistered } from '@naru/contracts/registry/v1/events';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { investorDirectory } from '../service.ts';

type Client = TypedClient<typeof InvestorServiceDefinition> & { close(): void };

let stack: Stack;
let registry: Publisher;
let admin: Client;
let daegu: Client;
let investor: Client;
let investorId: string;
const clients: Client[] = [];

function as(role: string, grant: { centre?: string; org?: string } = {}): Client {
  const client = createClient(InvestorServiceDefinition, stack.addresses.investor ?? '', {
    token: () => stack.token({ role, ...grant }),
  });
  clients.push(client);
  return client;
}

/** Ventures of Daegu: four that are shared with the network, and a draft. */
const [SHARED, SECOND, THIRD, FOURTH, DRAFT] = ['ven_shared', 'ven_second', 'ven_third', 'ven_fourth', 'ven_draft'];

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  registry = await publisher(stack, 'registry');
  admin = as('network_admin');
  daegu = as('centre_officer', { centre: 'KR-27' });
  investorId = (await admin.registerInvestor({ name: { en: 'Baybridge' }, type: 'VC', country: 'US' })).id;
  investor = as('investor_member', { org: investorId });
  const of = { centreId: 'KR-27', fictional: true };
  for (const ventureId of [SHARED, SECOND, THIRD, FOURTH]) {
    const message = VenturePublished.fromPartial({ ventureId, ...of, state: 'PUBLISHED', profile: {} });
    await registry.say({ codec: VenturePublished, message, aggregate: ventureId, version: 4 });
  }
  const opened = CentreOpened.fromPartial({ centre: { id: 'KR-27', name: { en: 'Daegu Center' } } });
  await registry.say({ codec: CentreOpened, message: opened, aggregate: 'KR-27', version: 1 });
  const draft = VentureRegistered.fromPartial({ ventureId: DRAFT, ...of, state: 'DRAFT' });
  await registry.say({ codec: VentureRegistered, message: draft, aggregate: DRAFT, version: 1 });
  await drained(stack, 'registry');
});

afterAll(async () => {
  for (const client of clients) client.close();
  await registry?.stop();
  await stack?.stop();
});

test('a deal goes from interest to confirmation, and only its parties see it', async () => {
  const { id, centreId, stage } = await investor.openDeal({ ventureId: SHARED, investorId });
  expect({ centreId, stage }).toEqual({ centreId: 'KR-27', stage: 'INTEREST' });
  const confirmation = { id, amountKrw: 400_000_000, confirmedOn: { year: 2015, month: 5, day: 11 } };
  await expect(investor.confirmDeal(confirmation)).rejects.toMatchObject({
    kind: 'rule',
    code: 'deal.not_negotiating',
  });
  await daegu.startNegotiation({ id, amountKrw: 500_000_000 });
  await expect(
    investor.confirmDeal({ ...confirmation, confirmedOn: { year: 2015, month: 5, day: 0 } }),
  ).rejects.toMatchObject({ faults: [{ path: 'confirmedOn', rule: 'date.exists' }] });
  const venture = as('venture_member', { org: SHARED });
  const half = await investor.confirmDeal(confirmation);
  expect(half).toMatchObject({ stage: 'NEGOTIATING', amountKrw: 500_000_000, etag: '3' });
  expect(half.confirmations).toMatchObject([{ side: 'INVESTOR', amountKrw: 400_000_000, by: 'PARTY', centreId: '' }]);
  expect((await investor.confirmDeal(confirmation)).etag).toBe('3');
  await expect(investor.confirmDeal({ ...confirmation, side: 'VENTURE' })).rejects.toMatchObject({
    ...{ kind: 'forbidden', code: 'deal.other_side' },
  });
  await expect(venture.confirmDeal({ ...confirmation, amountKrw: 410_000_000 })).rejects.toMatchObject({
    ...{ kind: 'rule', code: 'deal.sum_differs' },
    params: { side: 'INVESTOR', confirmedKrw: '400000000', amountKrw: '410000000' },
    faults: [{ path: 'amountKrw' }],
  });
  expect(await venture.confirmDeal(confirmation)).toMatchObject({ stage: 'CONFIRMED', etag: '4' });
  for (const side of [investor, venture]) expect((await side.confirmDeal(confirmation)).etag).toBe('4');

  for (const party of [admin, daegu, investor, venture, as('analyst')]) {
    expect((await party.getDeal({ id })).amountKrw).toBe(400_000_000);
    expect((await party.listDeals({ ventureId: SHARED })).deals.map((deal) => deal.id)).toEqual([id]);
  }
  const strangers = [
    as('centre_officer', { centre: 'KR-41' }),
    as('investor_member', { org: 'inv_other' }),
    as('venture_member', { org: SECOND }),
  ];
  for (const stranger of strangers) {
    await expect(stranger.getDeal({ id })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(stranger.dropDeal({ id, reason: 'x' })).rejects.toMatchObject({ kind: 'not_found' });
    expect((await stranger.listDeals({})).deals).toEqual([]);
  }
  await expect(venture.startNegotiation({ id, amountKrw: 1 })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a centre or the secretariat confirms for a side that it names, with a reason; the answer says who did', async () => {
  const { id } = await daegu.openDeal({ ventureId: FOURTH, investorId });
  await daegu.startNegotiation({ id, amountKrw: 300_000_000 });
  const confirmation = { id, amountKrw: 300_000_000, confirmedOn: { year: 2015, month: 5, day: 11 } };
  for (const other of [daegu, admin]) {
    await expect(other.confirmDeal({ ...confirmation, reason: 'by telephone' })).rejects.toMatchObject({
      faults: [{ path: 'side', rule: 'deal.side_missing' }],
    });
    await expect(other.confirmDeal({ ...confirmation, side: 'VENTURE' })).rejects.toMatchObject({
      faults: [{ path: 'reason', rule: 'deal.reason_missing' }],
    });
  }
  await daegu.confirmDeal({ ...confirmation, side: 'VENTURE', reason: 'by telephone' });
  const { confirmations } = await admin.confirmDeal({ ...confirmation, side: 'INVESTOR', reason: 'by letter' });
  expect(confirmations).toMatchObject([
    { side: 'VENTURE', by: 'CENTRE', centreId: 'KR-27', centreName: { en: 'Daegu Center' }, reason: 'by telephone' },
    { side: 'INVESTOR', by: 'SECRETARIAT', centreId: '', reason: 'by letter' },
  ]);
  expect((await investor.getDeal({ id })).confirmations).toEqual(confirmations);
});

test('a correction changes the totals and keeps the old values; a voided deal leaves them; a side may do neither', async () => {
  const origin = { id: 'evt_corrected' };
  const { id } = await daegu.openDeal({ ventureId: FOURTH, investorId, origin });
  await daegu.startNegotiation({ id, amountKrw: 300_000_000 });
  const confirmation = { id, amountKrw: 300_000_000, confirmedOn: { year: 2015, month: 5, day: 11 } };
  await investor.confirmDeal(confirmation);
  const venture = as('venture_member', { org: FOURTH });
  await venture.confirmDeal(confirmation);
  const confirmed = async () => (await admin.getDealTotals({ originId: origin.id })).confirmed;
  expect(await confirmed()).toMatchObject({ count: 1, amountKrw: '300000000' });
  const right = { id, amountKrw: 30_000_000, reason: 'one zero too many', requestId: 'correct-1' };
  for (const side of [investor, venture]) {
    await expect(side.correctDeal(right)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(side.voidDeal({ id, reason: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  }
  await expect(daegu.correctDeal({ id, reason: 'nothing' })).rejects.toMatchObject({
    faults: [{ path: 'amountKrw', rule: 'deal.figures_missing' }],
  });
  const corrected = await daegu.correctDeal(right);
  expect(corrected).toMatchObject({
    ...{ stage: 'CONFIRMED', amountKrw: 30_000_000, confirmedOn: confirmation.confirmedOn },
    earlier: [{ amountKrw: 300_000_000, confirmedOn: confirmation.confirmedOn, reason: 'one zero too many' }],
  });
  expect((await daegu.correctDeal(right)).etag).toBe(corrected.etag);
  expect(await confirmed()).toMatchObject({ count: 1, amountKrw: '30000000' });
  const voided = await admin.voidDeal({ id, reason: 'it was recorded twice' });
  expect(voided).toMatchObject({ stage: 'VOIDED', amountKrw: 0, voidReason: 'it was recorded twice' });
  expect(voided.confirmedOn).toBeUndefined();
  expect(voided.earlier.map(({ amountKrw }) => amountKrw)).toEqual([300_000_000, 30_000_000]);
  expect(await confirmed()).toMatchObject({ count: 0, amountKrw: '0' });
  const { deals } = await admin.listDeals({ originId: origin.id, confirmedFrom: confirmation.confirmedOn });
  expect(deals).toEqual([]);
});

test('an excluded country binds each step of a deal; the wishes of a mandate are only named', async () => {
  const share = async (version: number, profile: object) => {
    const message = VenturePublished.fromPartial({ ventureId: 'ven_apart', centreId: 'KR-27', profile });
    await registry.say({ codec: VenturePublished, message, aggregate: 'ven_apart', version });
    await drained(stack, 'registry');
  };
  await admin.setMandate({ id: investorId, mandate: { sectors: ['GAME'], ticketMaxKrw: 1_000_000 } });
  const [taken, excluding] = [
    { sectors: ['IOT'], askKrw: 2_000_000 },
    { sectors: ['IOT'], askKrw: 2_000_000, excludedCountries: ['US'] },
  ];
  const refused = { kind: 'rule', code: 'limit.country_excluded' };
  await share(1, excluding);
  const wanted = { ventureId: 'ven_apart', investorId };
  for (const one of [investor, daegu, admin]) await expect(one.openDeal(wanted)).rejects.toMatchObject(refused);
  await share(2, taken);
  const outside = ['limit.sector_outside_mandate', 'limit.ticket_above_maximum'];
  const codesOf = ({ outsideOf }: { outsideOf: readonly { code: string }[] }) => outsideOf.map(({ code }) => code);
  const opened = await investor.openDeal(wanted);
  expect(codesOf(opened)).toEqual(outside);
  expect(opened.outsideOf[1]?.reason?.ko).toMatch(
    /^벤처기업의 희망 금액 200만원이 투자자의 최대 투자 금액 100만원보다 많습니다/,
  );
  const { id } = opened;
  expect((await investor.getDeal({ id })).outsideOf).toEqual([]);
  await share(3, excluding);
  await expect(daegu.startNegotiation({ id, amountKrw: 5 })).rejects.toMatchObject(refused);
  await share(4, taken);
  expect(codesOf(await daegu.startNegotiation({ id, amountKrw: 5 }))).toEqual(outside);
  const confirmation = { id, amountKrw: 5, confirmedOn: { year: 2015, month: 5, day: 11 } };
  expect(codesOf(await investor.confirmDeal(confirmation))).toEqual(outside);
  await share(5, excluding);
  const venture = as('venture_member', { org: 'ven_apart' });
  await expect(venture.confirmDeal(confirmation)).rejects.toMatchObject(refused);
  // A repeat of what was said before is no step.
  expect((await investor.confirmDeal(confirmation)).etag).toBe('3');
  await daegu.dropDeal({ id, reason: 'the venture does not want it' });
});

test('a certification that the investor needs binds a deal', async () => {
  const message = VenturePublished.fromPartial({
    ...{ ventureId: 'ven_certified', centreId: 'KR-27', profile: { certifications: ['KC'] } },
  });
  await registry.say({ codec: VenturePublished, message, aggregate: 'ven_certified', version: 1 });
  await drained(stack, 'registry');
  await admin.setMandate({ id: investorId, mandate: { requiredCertifications: ['CE'] } });
  await expect(investor.openDeal({ ventureId: 'ven_certified', investorId })).rejects.toMatchObject({
    ...{ code: 'limit.certification_missing', params: { certifications: 'CE' } },
  });
  await admin.setMandate({ id: investorId, mandate: {} });
  expect((await investor.openDeal({ ventureId: 'ven_certified', investorId })).outsideOf).toEqual([]);
});

test('the investor itself, the centre of the venture and the secretariat may open a deal', async () => {
  const wanted = { ventureId: SECOND, investorId };
  const gyeonggi = as('centre_officer', { centre: 'KR-41' });
  const other = as('investor_member', { org: 'inv_other' });
  await expect(gyeonggi.openDeal(wanted)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(other.openDeal(wanted)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(admin.openDeal({ ...wanted, ventureId: 'ven_none' })).rejects.toMatchObject({
    code: 'venture.not_found',
  });
  await expect(admin.openDeal({ ...wanted, investorId: 'inv_none' })).rejects.toMatchObject({
    code: 'investor.not_found',
  });
  const { id } = await daegu.openDeal(wanted);
  expect((await investor.getDeal({ id })).stage).toBe('INTEREST');
});

test('only its centre can open a deal for a venture that is not shared', async () => {
  const wanted = { ventureId: DRAFT, investorId };
  await expect(investor.openDeal(wanted)).rejects.toMatchObject({ code: 'venture.not_found' });
  const gyeonggi = as('centre_officer', { centre: 'KR-41' });
  await expect(gyeonggi.openDeal(wanted)).rejects.toMatchObject({ kind: 'not_found' });
  const { id } = await daegu.openDeal(wanted);
  expect((await investor.getDeal({ id })).ventureId).toBe(DRAFT);
});

test('a pair has one open deal at a time, also when several callers ask at once; a repeated request finds that deal', async () => {
  const asked = ['one', 'two', 'three', 'four'].map((id) =>
    admin.openDeal({ ventureId: THIRD, investorId, origin: { id, edition: 1 } }),
  );
  const answers = await Promise.allSettled(asked);
  const [won, ...more] = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
  expect(more).toEqual([]);
  for (const answer of answers.filter((one) => one.status === 'rejected'))
    expect(answer.reason).toMatchObject({ kind: 'exists', code: 'deal.stands' });
  const id = won?.id ?? '';
  const again = await admin.openDeal({ ventureId: THIRD, investorId, origin: won?.origin });
  expect(again.id).toBe(id);
  await admin.dropDeal({ id, reason: 'terms' });
  expect((await admin.openDeal({ ventureId: THIRD, investorId })).id).not.toBe(id);
});

test('pages of a list neither repeat nor lose a deal, and their token belongs to the question', async () => {
  const all = (await admin.listDeals({ pageSize: 200 })).deals.map(({ id }) => id);
  const first = await admin.listDeals({ pageSize: 2 });
  const rest = await admin.listDeals({ pageSize: 200, pageToken: first.nextPageToken });
  expect([...first.deals, ...rest.deals].map(({ id }) => id)).toEqual(all);
  expect(rest.nextPageToken).toBe('');
  await expect(daegu.listDeals({ pageSize: 2, pageToken: first.nextPageToken })).rejects.toMatchObject({
    faults: [{ path: 'pageToken' }],
  });
});

test('a document of the first released shape is still read and counted', async () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/deal.schema-1.json', import.meta.url), 'utf8'));
  await stack.database('investor').collection('deal').insertOne(stored);
  expect(await admin.getDeal({ id: stored._id })).toEqual({
    id: stored._id,
    ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
    centreId: 'KR-27',
    investorId: 'inv_01h455vb4pex5vsknk084sn02q',
    stage: 'CONFIRMED',
    amountKrw: 9_007_199_254_740_991,
    origin: { id: 'evt_01h455vb4pex5vsknk084sn02q', edition: 4 },
    interestAt: new Date('2015-05-01T00:00:00.000Z'),
    negotiatingAt: new Date('2015-05-04T00:00:00.000Z'),
    confirmedOn: { year: 2015, month: 5, day: 11 },
    droppedAt: undefined,
    dropReason: '',
    source: { externalId: 'deal:fixture', fictional: true, refs: ['A3-05'] },
    ...{ confirmations: [], earlier: [], voidedAt: undefined, voidReason: '', outsideOf: [] },
    ...{ centreName: { ko: '', en: 'Daegu Center' }, ventureName: undefined, investorName: undefined },
    etag: '3',
  });
  const totals = await admin.getDealTotals({ originId: 'evt_01h455vb4pex5vsknk084sn02q' });
  expect(totals.confirmed).toMatchObject({ count: 1, amountKrw: '9007199254740991' });
  // It was confirmed before each side confirmed for itself, and can be corrected.
  const right = { id: stored._id, confirmedOn: { year: 2015, month: 5, day: 12 }, reason: 'typed wrong' };
  expect((await admin.correctDeal(right)).earlier).toMatchObject([{ confirmedOn: { day: 11 } }]);
});
