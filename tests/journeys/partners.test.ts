/** The day of a partner: KOTRA reads what is public and what it is a party to, and never the matches and deals of others. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { differences } from './guide.ts';
import type { Caller } from './network.ts';
import { type Part, startPart } from './partners-part.ts';

interface Feed {
  events: { id: string; type: string; subject: string; sequence: string; position: string }[];
  nextPosition: string;
  more: boolean;
}
interface Case {
  id: string;
  state: string;
}

let network: Part;
let kotraId: string;
let kotra: Caller;
let gyeonggi: Caller;

beforeAll(async () => {
  network = await startPart();
  kotraId = network.id('org:kotra');
  kotra = await network.as({ role: 'partner_system', org: kotraId });
  gyeonggi = await network.as({ role: 'centre_officer', centre: 'KR-41' });
}, 300_000);
afterAll(() => network?.stop());

test('the day of a partner: KOTRA reads centres, published ventures, events and totals', async () => {
  const { centres } = await kotra.ask<{ centres: unknown[] }>('GET', '/v1/centres');
  const { totalSize, ventures } = await kotra.ask<{ totalSize: number; ventures: { state: string }[] }>(
    'GET',
    '/v1/ventures?pageSize=200',
  );
  const { events } = await kotra.ask<{ events: unknown[] }>('GET', '/v1/events');
  expect([centres.length, totalSize, new Set(ventures.map(({ state }) => state))]).toEqual([
    17,
    network.counts.published,
    new Set(['PUBLISHED']),
  ]);
  expect(events.length).toBeGreaterThan(0);
  expect(network.counts.confirmed).toBeGreaterThan(0);
  const wanted = { confirmed: { count: network.counts.confirmed, amountKrw: network.counts.amountKrw } };
  for (const path of ['/v1/reports/deals', '/v1/deals:totals']) {
    await eventually(async () => differences(wanted, await kotra.ask('GET', path)).length === 0);
    expect(await kotra.get(`${path}?originId=${network.id('event:vpd-1')}`)).toMatchObject({
      status: 403,
      body: { code: expect.stringMatching(/origin_closed$/) },
    });
  }
});

test('the day of a partner: a case at its desk is its own, is in its feed, and nobody else reads it', async () => {
  const other = await network.as({ role: 'partner_system', org: network.id('org:born2global') });
  const feedOf = (caller: Caller, after: string) => caller.ask<Feed>('GET', `/v1/feed?after=${after}&pageSize=200`);
  const end = async (caller: Caller) => {
    let page = await feedOf(caller, '');
    while (page.more) page = await feedOf(caller, page.nextPosition);
    return page.nextPosition;
  };
  const [mine, theirs] = [await end(kotra), await end(other)];
  const published = await gyeonggi.ask<{ ventures: { id: string }[] }>('GET', '/v1/ventures?pageSize=1&regions=KR-41');
  const opened = await gyeonggi.ask<Case>('POST', '/v1/cases', {
    ventureId: published.ventures[0]?.id,
    topic: 'FINANCE',
    deskId: kotraId,
    question: { ko: '수출 지원은 어디에서 받나요?', en: 'Who helps with exports?' },
    openedOn: { year: 2016, month: 5, day: 11 },
  });
  const list = async (caller: Caller) =>
    (await caller.ask<{ cases: Case[] }>('GET', '/v1/cases?pageSize=200')).cases.map(({ id }) => id);
  expect(await list(kotra)).toContain(opened.id);
  expect(await list(other)).not.toContain(opened.id);
  expect((await other.get(`/v1/cases/${opened.id}`)).status).toBe(404);
  expect((await other.post(`/v1/cases/${opened.id}:start`)).status).toBe(404);
  await kotra.ask('POST', `/v1/cases/${opened.id}:start`);
  const told = await eventually(async () => {
    const { events } = await feedOf(kotra, mine);
    const about = events.filter(({ subject }) => subject === opened.id);
    return about.length === 2 && about;
  });
  const inOrder = told.sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
  expect(inOrder.map(({ type }) => type)).toEqual(['naru.program.case.opened.v1', 'naru.program.case.started.v1']);
  expect((await feedOf(other, theirs)).events.filter(({ subject }) => subject === opened.id)).toEqual([]);
  const inbox = await kotra.ask<{ notifications: { aggregateId: string }[] }>('GET', '/v1/notifications');
  expect(inbox.notifications.map(({ aggregateId }) => aggregateId)).toContain(opened.id);
});

test('the day of a partner: a visit that it hosts is its own until it is completed, and then public', async () => {
  const other = await network.as({ role: 'partner_system', org: network.id('org:born2global') });
  const visit = await kotra.ask<{ id: string }>('POST', '/v1/visits', {
    hostId: kotraId,
    details: {
      name: { ko: '체코 무역 사절단', en: 'trade delegation of Czechia' },
      country: 'CZ',
      level: 'MINISTER',
      startDate: { year: 2019, month: 10, day: 3 },
    },
  });
  expect((await kotra.get(`/v1/visits/${visit.id}`)).status).toBe(200);
  expect((await other.get(`/v1/visits/${visit.id}`)).status).toBe(404);
  expect((await other.post('/v1/visits', { hostId: kotraId })).status).toBeGreaterThanOrEqual(400);
  await kotra.ask('POST', `/v1/visits/${visit.id}:confirm`);
  await kotra.ask('POST', `/v1/visits/${visit.id}:complete`);
  expect((await other.get(`/v1/visits/${visit.id}`)).status).toBe(200);
});

test('a token of several roles names each centre and organisation that its bearer may know', async () => {
  const investorId = network.id('investor:01');
  const several = await network.as(
    { role: 'centre_officer', centre: 'KR-27' },
    { role: 'investor_member', org: investorId },
    { role: 'unheard_of', org: 'org_x' },
  );
  const { grants } = await eventually(async () => {
    const me = await several.ask<{ grants: Record<string, { en?: string }>[] }>('GET', '/v1/me');
    return me.grants[1]?.orgName && me;
  });
  expect(grants).toMatchObject([
    { role: 'CENTRE_OFFICER', centreId: 'KR-27', centreName: { en: expect.stringContaining('Daegu') } },
    { role: 'INVESTOR_MEMBER', orgId: investorId, orgName: { en: expect.any(String) } },
  ]);
  expect(grants).toHaveLength(2);
});
