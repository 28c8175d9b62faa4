import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RegisterInvestorRequest } from '@naru/contracts/investor/v1/investor';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { investorDirectory } from '../service.ts';

type Client = TypedClient<typeof InvestorServiceDefinition> & { close(): void };

let stack: Stack;
let admin: Client;
const clients: Client[] = [];

function as(role: string, grant: { centre?: string; org?: string } = {}): Client {
  const client = createClient(InvestorServiceDefinition, stack.addresses.investor ?? '', {
    token: () => stack.token({ role, ...grant }),
  });
  clients.push(client);
  return client;
}

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  admin = as('network_admin');
});

afterAll(async () => {
  for (const client of clients) client.close();
  await stack?.stop();
});

const request = (en: string, rest: Partial<RegisterInvestorRequest> = {}) => ({
  name: { ko: '', en },
  type: 'VC' as const,
  country: 'US',
  ...rest,
});
const rename = (en: string) => ({ investor: { name: { en } }, updateMask: ['name'] });
const register = (en: string, rest: Partial<RegisterInvestorRequest> = {}) => admin.registerInvestor(request(en, rest));

test('an investor becomes active by verification and mandate, in either order, and each step is published', async () => {
  const { id, state } = await register('Baybridge Ventures');
  expect(state).toBe('INVITED');
  const own = as('investor_member', { org: id });
  const mandate = { sectors: ['IOT' as const], ticketMinKrw: 50_000_000, ticketMaxKrw: 9_007_199_254_740_991 };
  expect(await own.setMandate({ id, mandate })).toMatchObject({ state: 'INVITED', mandate });
  expect((await admin.verifyInvestor({ id })).state).toBe('ACTIVE');
  expect((await own.deactivateInvestor({ id })).state).toBe('DORMANT');
  expect(await own.reactivateInvestor({ id })).toMatchObject({ state: 'ACTIVE', etag: '5' });
  expect((await own.setMandate({ id, mandate })).etag).toBe('5');
  const kept = await eventually(async () => {
    const events = await stack.database('investor').collection('events').find({ aggregate: id }).toArray();
    return events.length === 5 && events.sort((a, b) => a.version - b.version);
  });
  expect(kept.map(({ type }) => type)).toEqual([
    'naru.investor.profile.registered.v1',
    'naru.investor.mandate.changed.v1',
    'naru.investor.profile.verified.v1',
    'naru.investor.profile.dormant.v1',
    'naru.investor.profile.reactivated.v1',
  ]);
});

test('an investor sees and changes only itself; centres, ventures and analysts see all investors', async () => {
  const [a, b] = [await register('Alpha'), await register('Beta')];
  const alpha = as('investor_member', { org: a.id });
  expect((await alpha.getInvestor({ id: a.id })).name?.en).toBe('Alpha');
  await expect(alpha.getInvestor({ id: b.id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(alpha.updateInvestor({ id: b.id, ...rename('Mine') })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(alpha.verifyInvestor({ id: a.id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await alpha.listInvestors({})).investors.map(({ id }) => id)).toEqual([a.id]);
  for (const role of ['centre_officer', 'venture_member', 'analyst']) {
    const client = as(role, { centre: 'KR-27' });
    expect((await client.getInvestor({ id: b.id })).name?.en).toBe('Beta');
    await expect(client.deactivateInvestor({ id: b.id })).rejects.toMatchObject({ kind: 'forbidden' });
  }
  await expect(as('judge').getInvestor({ id: b.id })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a value that breaks a rule outside the contract is refused by its field', async () => {
  await expect(register('Wrong', { lei: '5493000IBP32UQZ0KL25' })).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'lei', rule: 'lei.check_digits' }],
  });
  await expect(register(' ')).rejects.toMatchObject({ faults: [{ path: 'name', rule: 'text.given' }] });
  const { id } = await register('Gamma', { lei: '5493000IBP32UQZ0KL24' });
  await expect(register('Delta', { lei: '5493000IBP32UQZ0KL24' })).rejects.toMatchObject({
    kind: 'exists',
    code: 'investor.lei_taken',
  });
  const mandate = { sectors: ['IOT' as const], excludedSectors: ['IOT' as const], ticketMinKrw: 2, ticketMaxKrw: 1 };
  await expect(admin.setMandate({ id, mandate })).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'mandate.ticketMaxKrw' }, { path: 'mandate.excludedSectors' }],
  });
  await expect(admin.updateInvestor({ id, ...rename('Gamma'), etag: '7' })).rejects.toMatchObject({
    code: 'etag.stale',
  });
});

test('the list is narrowed by type, country and state, and its pages neither repeat nor lose an investor', async () => {
  const made = await Promise.all(
    Array.from({ length: 7 }, (_, index) => register(`Kiwi ${index}`, { country: 'NZ', type: 'ANGEL' })),
  );
  await admin.verifyInvestor({ id: made[0]?.id ?? '' });
  const seen: string[] = [];
  let pageToken = '';
  do {
    const page = await admin.listInvestors({ country: 'NZ', types: ['ANGEL'], pageSize: 3, pageToken });
    seen.push(...page.investors.map(({ id }) => id));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(seen).toEqual(made.map(({ id }) => id).sort());
  const { investors } = await admin.listInvestors({ country: 'NZ', states: ['VERIFIED'] });
  expect(investors.map(({ id }) => id)).toEqual([made[0]?.id]);
});

test('a document of the first released shape is still read', async () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/investor.schema-1.json', import.meta.url), 'utf8'));
  await stack.database('investor').collection('investor').insertOne(stored);
  expect(await admin.getInvestor({ id: stored._id })).toEqual({
    id: stored._id,
    name: { ko: '베이브리지 벤처스', en: 'Baybridge Ventures' },
    type: 'VC',
    country: 'US',
    lei: '99990000NARUDEMO0049',
    state: 'ACTIVE',
    mandate: {
      sectors: ['IOT', 'AI'],
      stages: ['SEED'],
      ticketMinKrw: 50_000_000,
      ticketMaxKrw: 9_007_199_254_740_991,
      markets: ['US'],
      needs: { ko: '센서', en: 'sensors' },
      excludedSectors: ['GAME'],
      requiredCertifications: ['KC'],
    },
    source: { externalId: 'investor:fixture', fictional: true, refs: ['A0-17'] },
    createTime: new Date('2015-05-11T00:00:00.000Z'),
    updateTime: new Date('2015-05-12T00:00:00.000Z'),
    etag: '3',
  });
});
