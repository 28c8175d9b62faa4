/** The rights in all services but the largest one, and faults that these tests must find. */
import { expect, jest, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import { programScheduler } from '@naru/program-scheduler/service';
import { startStack } from '@naru/testing/stack';
import { SERVICES } from '../journeys/network.ts';
import { findings, isTold, rowsOf, single } from './matrix.ts';
import { groundOf, nounsOf, readNames, rightsOf } from './rights.ts';

jest.setTimeout(240_000);

for (const spec of SERVICES) if (spec !== programScheduler) rightsOf(spec);

/** Lists of nouns without a Get. */
const WITHOUT_GET = [
  'ListJournalEntries',
  'ListJournalHeads',
  'ListNotifications',
  'ListParkedEvents',
  'ListRunCandidates',
  'ListTasks',
  'ListVersions',
];

test('each list is compared with the Get of its noun', () => {
  const compared = SERVICES.flatMap(({ context }) => nounsOf(context)).map(({ list }) => list.name);
  const lists = [...new Set(methods.map(({ name }) => name))].filter((name) => name.startsWith('List'));
  expect(lists.filter((name) => !compared.includes(name)).sort()).toEqual(WITHOUT_GET);
});

test('the search finds a name that nobody should read', async () => {
  const [spec] = SERVICES.filter(({ context }) => context === 'investor');
  const stack = await startStack(...(spec ? [spec] : []));
  const ground = await groundOf(stack, 'investor');
  const { faults } = await readNames(stack, ground, (_, { noun }) => noun !== 'investor');
  expect(faults).toContainEqual(expect.stringMatching(/^GetDeal by network_admin: Deal.investorName is canary/));
  expect(faults).toContainEqual(
    expect.stringMatching(/^ListDeals by analyst: the name of inv_foreign stands somewhere/),
  );
  ground.close();
  await stack.stop();
});

test('a refusal that the API page does not list is found', () => {
  const named = (name: string) => methods.find((method) => method.name === name) as ContractMethod;
  expect(isTold(named('GetVenture'), 404)).toBe(true);
  expect(isTold(named('GetVenture'), 409)).toBe(false);
  expect(isTold(named('GetNetworkPlan'), 403)).toBe(false);
});

test("a rule that is wider than the service's behaviour is found", async () => {
  const [spec] = SERVICES.filter(({ context }) => context === 'investor');
  const stack = await startStack(...(spec ? [spec] : []));
  const ground = await groundOf(stack, 'investor');
  const rows = rowsOf('investor', single).filter(({ method }) => method.name === 'GetDeal');
  const planted = rows.map((row) => (row.expected === 'not_found' && row.seed ? { ...row, expected: 'passes' } : row));
  expect(await findings(ground, rows)).toEqual([]);
  expect(await findings(ground, planted as typeof rows)).toContainEqual(
    expect.stringMatching(/deal_foreign: not_found/),
  );
  ground.close();
  await stack.stop();
});
