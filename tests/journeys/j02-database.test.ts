/** J2: one nationwide venture database, shared by the officers of all centres. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Caller, type Network, startNetwork } from './network.ts';

interface Search {
  totalSize: number;
  ventures: { id: string; centreId: string; brn: string }[];
  facets: { field: string; values: { value: string; count: number }[] }[];
  nextPageToken: string;
}

let network: Network;
let pangyo: Caller;
let daegu: Caller;

beforeAll(async () => {
  network = await startNetwork();
  pangyo = await network.as({ role: 'centre_officer', centre: 'KR-41' });
  daegu = await network.as({ role: 'centre_officer', centre: 'KR-27' });
}, 120_000);
afterAll(() => network?.stop());

const search = (caller: Caller, query = '') => caller.ask<Search>('GET', `/v1/ventures?${query}`);
const facet = (answer: Search, field: string) => answer.facets.find((one) => one.field === field)?.values ?? [];

test('an officer of KR-41 sees the 69 published ventures of 81, with 17 regions to choose from, and separately the drafts of KR-41', async () => {
  const shared = await search(pangyo);
  expect(shared.totalSize).toBe(69);
  expect(facet(shared, 'region')).toHaveLength(17);
  expect(facet(shared, 'region').reduce((sum, { count }) => sum + count, 0)).toBe(69);
  const admin = await network.as({ role: 'network_admin' });
  expect((await search(admin, 'view=OWN')).totalSize).toBe(81);
  expect((await search(pangyo, 'view=OWN')).totalSize).toBe(8);
  expect(shared.ventures.filter(({ centreId }) => centreId !== 'KR-41').every(({ brn }) => brn === '')).toBe(true);
});

test('search finds Korean and English words, narrows by region, sector, KSIC section and stage, and pages without repeats', async () => {
  const [korean, english] = await Promise.all([
    search(pangyo, `query=${encodeURIComponent('사물인터넷')}`),
    search(pangyo, 'query=internet%20of%20things'),
  ]);
  expect(korean.totalSize).toBe(9);
  expect(english.totalSize).toBe(9);
  expect((await search(pangyo, 'sectors=IOT')).totalSize).toBe(9);
  expect((await search(pangyo, 'sectors=IOT&regions=KR-41')).totalSize).toBe(3);
  expect((await search(pangyo, 'ksicSections=C&sectors=IOT')).totalSize).toBe(9);
  const seen: string[] = [];
  for (let token = ''; ; ) {
    const page = await search(pangyo, `pageSize=20&orderBy=name_en&pageToken=${token}`);
    seen.push(...page.ventures.map(({ id }) => id));
    token = page.nextPageToken;
    if (!token) break;
  }
  expect(seen).toHaveLength(69);
  expect(new Set(seen).size).toBe(69);
});

test('a withdrawn consent leaves 68 and removes the venture from matching, and a new consent restores it', async () => {
  const id = network.id('venture:064');
  await daegu.ask('POST', `/v1/ventures/${id}:withdrawConsent`);
  expect((await pangyo.get(`/v1/ventures/${id}`)).status).toBe(404);
  await eventually(async () => (await search(pangyo)).totalSize === 68);
  await eventually(async () => (await daegu.get(`/v1/matches:find?ventureId=${id}`)).status === 404);
  const admin = await network.as({ role: 'network_admin' });
  const proposals = await admin.ask<{ matches: { state: string }[] }>(
    'GET',
    `/v1/matches?ventureId=${id}&state=PROPOSED`,
  );
  expect(proposals.matches).toEqual([]);
  await daegu.ask('POST', `/v1/ventures/${id}:giveConsent`, { purpose: 'SHARE_WITH_NETWORK' });
  await eventually(async () => (await search(pangyo)).totalSize === 69);
  await eventually(async () => (await daegu.get(`/v1/matches:find?ventureId=${id}`)).status === 200);
});

test('116-82-00278 is refused by its field, 116-82-00276 is accepted, a second registration is refused as existing', async () => {
  const register = (brn: string) =>
    daegu.post<{ code: string; errors: object[] }>('/v1/ventures', {
      centreId: 'KR-27',
      brn,
      profile: { name: { ko: '시험' } },
    });
  const wrong = await register('116-82-00278');
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'brn', rule: 'brn.check_digit' }] } });
  expect((await register('116-82-00276')).status).toBe(201);
  expect(await register('116-82-00276')).toMatchObject({ status: 409, body: { code: 'venture.brn_taken' } });
});

test('an officer can neither register a venture for another centre nor change one of theirs', async () => {
  expect(
    (await daegu.post('/v1/ventures', { centreId: 'KR-41', brn: '124-81-00998', profile: { name: { ko: '남의 것' } } }))
      .status,
  ).toBe(403);
  expect((await daegu.post(`/v1/ventures/${network.id('venture:020')}:suspend`, { reason: 'x' })).status).toBe(403);
  expect((await daegu.post(`/v1/ventures/${network.id('venture:026')}:verify`)).status).toBe(404);
});
