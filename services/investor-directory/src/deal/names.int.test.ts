/** Names beside the ids of deals and funds: from events only, always current, and only for callers who may see them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Deal } from '@naru/contracts/investor/v1/deal';
import { DealInterest } from '@naru/contracts/investor/v1/events';
import { FundServiceDefinition } from '@naru/contracts/investor/v1/fund_service';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import {
  CentreOpened,
  OrganisationSnapshot,
  VenturePublished,
  VentureSuspended,
  VentureUpdated,
} from '@naru/contracts/registry/v1/events';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { investorDirectory } from '../service.ts';

type Client = TypedClient<typeof InvestorServiceDefinition> & { close(): void };

const CENTRE = { ko: '대구창조경제혁신센터', en: 'Daegu Center' };
const HOST = { ko: '가온', en: 'Gaon' };
const VENTURE = 'ven_named';

let stack: Stack;
let registry: Publisher;
let deal: Deal;
const clients: { close(): void }[] = [];

function as(role: string, grant: { centre?: string; org?: string } = {}): Client {
  const client = createClient(InvestorServiceDefinition, stack.addresses.investor ?? '', {
    token: () => stack.token({ role, ...grant }),
  });
  clients.push(client);
  return client;
}

/** The venture in the events of its own service. */
async function tell(codec: typeof VenturePublished | typeof VentureUpdated, version: number, en: string) {
  const profile = { name: { ko: '', en } };
  const message = codec.fromPartial({ ventureId: VENTURE, centreId: 'KR-27', state: 'PUBLISHED', profile });
  await registry.say({ codec, message, aggregate: VENTURE, version });
  await drained(stack, 'registry');
}

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  registry = await publisher(stack, 'registry');
  const opened = CentreOpened.fromPartial({ centre: { id: 'KR-27', name: CENTRE } });
  await registry.say({ codec: CentreOpened, message: opened, aggregate: 'KR-27', version: 1 });
  const host = OrganisationSnapshot.fromPartial({ organisation: { id: 'org_host', name: HOST } });
  await registry.say({ codec: OrganisationSnapshot, message: host, aggregate: 'org_host', version: 1 });
  await tell(VenturePublished, 3, 'Before');
  const admin = as('network_admin');
  const { id } = await admin.registerInvestor({ name: { en: 'Baybridge' }, type: 'VC', country: 'US' });
  deal = await admin.openDeal({ ventureId: VENTURE, investorId: id });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await registry?.stop();
  await stack?.stop();
});

test('the answer to a command names the venture, its centre and the investor; no name is stored or published', async () => {
  expect(deal).toMatchObject({
    ...{ ventureName: { en: 'Before' }, centreName: CENTRE, investorName: { en: 'Baybridge' } },
  });
  const stored = await stack.database('investor').collection<{ _id: string }>('deal').findOne({ _id: deal.id });
  expect(JSON.stringify(stored)).not.toMatch(/Before|Baybridge|Name/);
  const [event] = await stack.database('investor').collection('events').find({ aggregate: deal.id }).toArray();
  const told = DealInterest.decode(event?.data.buffer).deal;
  expect(told).toMatchObject({ id: deal.id });
  expect([told?.ventureName, told?.centreName, told?.investorName]).toEqual([undefined, undefined, undefined]);
});

test('both sides read both names; a list shows the same as a Get', async () => {
  for (const side of [as('venture_member', { org: VENTURE }), as('investor_member', { org: deal.investorId })]) {
    const [listed] = (await side.listDeals({})).deals;
    expect(listed).toEqual(await side.getDeal({ id: deal.id }));
    expect(listed).toMatchObject({ ventureName: { en: 'Before' }, investorName: { en: 'Baybridge' } });
  }
});

test('a new name appears at once; a hidden venture has no name for anybody', async () => {
  await tell(VentureUpdated, 4, 'After');
  const callers = [
    as('network_admin'),
    as('centre_officer', { centre: 'KR-27' }),
    as('venture_member', { org: VENTURE }),
  ];
  for (const caller of callers)
    expect(await caller.getDeal({ id: deal.id })).toMatchObject({ ventureName: { en: 'After' } });
  const message = VentureSuspended.fromPartial({ ventureId: VENTURE });
  await registry.say({ codec: VentureSuspended, message, aggregate: VENTURE, version: 5 });
  await drained(stack, 'registry');
  for (const caller of callers) {
    const { ventureName, ventureId, centreName } = await caller.getDeal({ id: deal.id });
    expect({ ventureName, ventureId, centreName }).toEqual({
      ...{ ventureName: undefined, ventureId: VENTURE, centreName: CENTRE },
    });
  }
});

test('an owner may be a centre or an organisation, and a name in a request is ignored', async () => {
  const funds = createClient(FundServiceDefinition, stack.addresses.investor ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
  clients.push(funds);
  const details = { name: { en: 'fund' }, sizeKrw: 10_000_000 };
  const byHost = await funds.announceFund({ ownerId: 'org_host', details });
  expect(byHost).toMatchObject({ ownerName: HOST, centreId: '', centreName: undefined });
  expect(await funds.announceFund({ ownerId: 'KR-27', details })).toMatchObject({
    ...{ ownerName: CENTRE, centreName: CENTRE },
  });
  await expect(funds.announceFund({ ownerId: 'org_unknown', details })).rejects.toMatchObject({
    ...{ kind: 'not_found', code: 'organisation.not_found', faults: [{ path: 'ownerId' }] },
  });
  const claimed = { details: { ...details, sizeKrw: 20_000_000 }, ownerName: { en: 'canary' } };
  const updated = await funds.updateFund({ id: byHost.id, fund: claimed, updateMask: ['details.size_krw'] });
  expect(updated).toMatchObject({ ownerName: HOST, details: { sizeKrw: 20_000_000 } });
});
