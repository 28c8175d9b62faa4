import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import { VenturePublished, VentureRegistered } from '@naru/contracts/registry/v1/events';
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

/** Ventures of Daegu: three that are shared with the network, and a draft. */
const [SHARED, SECOND, THIRD, DRAFT] = ['ven_shared', 'ven_second', 'ven_third', 'ven_draft'];

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  registry = await publisher(stack, 'registry');
  admin = as('network_admin');
  daegu = as('centre_officer', { centre: 'KR-27' });
  investorId = (await admin.registerInvestor({ name: { en: 'Baybridge' }, type: 'VC', country: 'US' })).id;
  investor = as('investor_member', { org: investorId });
  const of = { centreId: 'KR-27', fictional: true };
  for (const ventureId of [SHARED, SECOND, THIRD]) {
    const message = VenturePublished.fromPartial({ ventureId, ...of, state: 'PUBLISHED', profile: {} });
    await registry.say({ codec: VenturePublished, message, aggregate: ventureId, version: 4 });
  }
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
  expect(await investor.confirmDeal(confirmation)).toMatchObject({ stage: 'CONFIRMED', etag: '3' });
  expect((await investor.confirmDeal(confirmation)).etag).toBe('3');

  const venture = as('venture_member', { org: SHARED });
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
    etag: '3',
  });
  const totals = await admin.getDealTotals({ originId: 'evt_01h455vb4pex5vsknk084sn02q' });
  expect(totals.confirmed).toMatchObject({ count: 1, amountKrw: 9_007_199_254_740_991 });
});
