import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { VentureSnapshot } from '@naru/contracts/registry/v1/events';
import { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Stack, startStack } from '@naru/testing/stack';
import { startupRegistry } from '../service.ts';

type Client = TypedClient<typeof RegistryServiceDefinition> & { close(): void };

let stack: Stack;
let admin: Client;
let daegu: Client;
let gyeonggi: Client;

beforeAll(async () => {
  stack = await startStack(startupRegistry);
  const address = stack.addresses.registry ?? '';
  const as = (role: string, centre?: string) =>
    createClient(RegistryServiceDefinition, address, {
      token: () => stack.token(centre ? { role, centre } : { role }),
    });
  admin = as('network_admin');
  daegu = as('centre_officer', 'KR-27');
  gyeonggi = as('centre_officer', 'KR-41');
  await admin.setNetworkPlan({ centres: 2 });
  const host = await admin.registerOrganisation({ name: { ko: '삼성', en: 'Samsung' }, country: 'KR' });
  for (const [index, id] of ['KR-27', 'KR-41'].entries()) {
    await admin.openCentre({
      id,
      name: { ko: id },
      region: { ko: id },
      openingOrder: index + 1,
      openedOn: { year: 2014, month: 9, day: 15 + index },
      leadHostId: host.id,
    });
  }
}, 60_000);

afterAll(async () => {
  for (const client of [admin, daegu, gyeonggi]) client?.close();
  await stack?.stop();
});

const draft = (brn: string, ko = '가온 센서') => ({
  centreId: 'KR-27',
  brn,
  profile: { name: { ko, en: 'Gaon Sensor' }, sectors: ['IOT' as const] },
});

test('a repeated request to add a host does not restore it after its end', async () => {
  const { id: organisationId } = await admin.registerOrganisation({ name: { ko: '도담' }, country: 'KR' });
  const from = { year: 2015, month: 1, day: 1 };
  const addition = { id: 'KR-41', organisationId, role: 'CO' as const, from, requestId: 'co-host' };
  const { hosts } = await admin.addHost(addition);
  await admin.endHost({ id: 'KR-41', organisationId, to: { year: 2016, month: 1, day: 1 } });
  const again = await admin.addHost(addition);
  expect(again.hosts).toHaveLength(hosts.length);
  expect(again.hosts.at(-1)).toMatchObject({ organisationId, to: { year: 2016 } });
});

test('only its centre sees a draft; everybody sees a published venture with consent; after a withdrawal nobody else does', async () => {
  const { id } = await daegu.registerVenture(draft('124-81-00998'));
  await expect(gyeonggi.getVenture({ id })).rejects.toMatchObject({ kind: 'not_found' });
  await daegu.verifyVenture({ id });
  await expect(daegu.publishVenture({ id })).rejects.toMatchObject({ code: 'venture.consent_missing' });
  await daegu.giveConsent({ id, purpose: 'SHARE_WITH_NETWORK' });
  await daegu.publishVenture({ id });
  const seen = await gyeonggi.getVenture({ id });
  expect(seen).toMatchObject({ discoverable: true, brn: '', consents: [] });
  expect((await gyeonggi.searchVentures({ query: '센서' })).totalSize).toBe(1);
  await expect(gyeonggi.suspendVenture({ id, reason: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  await daegu.withdrawConsent({ id });
  await expect(gyeonggi.getVenture({ id })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await gyeonggi.searchVentures({})).totalSize).toBe(0);
  expect((await daegu.searchVentures({ view: 'OWN' })).ventures[0]).toMatchObject({
    state: 'PUBLISHED',
    brn: '1248100998',
  });
});

test('a number with a wrong check digit is refused by its field; a second registration of a valid one is refused as existing', async () => {
  await expect(daegu.registerVenture(draft('116-82-00278'))).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'brn', rule: 'brn.check_digit' }],
  });
  await daegu.registerVenture(draft('116-82-00276'));
  await expect(daegu.registerVenture(draft('1168200276'))).rejects.toMatchObject({
    kind: 'exists',
    code: 'venture.brn_taken',
  });
});

test('all faults of a draft are reported together, in Korean to a Korean reader', async () => {
  const token = () => stack.token({ role: 'centre_officer', centre: 'KR-27' });
  const reader = createClient(RegistryServiceDefinition, stack.addresses.registry ?? '', { token, language: 'ko' });
  const wrong = {
    name: { ko: ' ' },
    sectors: ['IOT' as const],
    ksic: { section: 'J', division: '57', revision: 10 },
    foundedOn: { year: 2015, month: 2, day: 30 },
  };
  await expect(reader.registerVenture({ ...draft('116-82-00278'), profile: wrong })).rejects.toMatchObject({
    message: expect.stringMatching(/^brn: 사업자등록번호의 마지막 숫자\(검증 숫자\)/),
    faults: [
      { path: 'brn', rule: 'brn.check_digit' },
      { path: 'profile.name', rule: 'text.given' },
      { path: 'profile.ksic.division', said: { ko: '대분류 J의 중분류인 58~63 가운데 하나여야 합니다' } },
      { path: 'profile.foundedOn', rule: 'date.exists' },
    ],
  });
  reader.close();
});

test('a repeated request makes one venture; another payload under its id is refused', async () => {
  const request = { ...draft('123-45-67891'), requestId: 'r-1' };
  const [first, second] = await Promise.all([daegu.registerVenture(request), daegu.registerVenture(request)]);
  expect(second.id).toBe(first.id);
  await expect(
    daegu.registerVenture({ ...request, centreId: 'KR-27', profile: { name: { ko: '다른 이름' } } }),
  ).rejects.toMatchObject({ code: 'request.id_reused' });
});

test('a withdrawal erases the shared copies and leaves only id, centre and state', async () => {
  const { id } = await daegu.registerVenture(draft('999-86-82399', '지울 이름'));
  await daegu.verifyVenture({ id });
  await daegu.giveConsent({ id, purpose: 'SHARE_WITH_NETWORK' });
  await daegu.publishVenture({ id });
  await daegu.withdrawConsent({ id });
  const kept = await eventually(async () => {
    const events = await stack
      .database('registry')
      .collection('events')
      .find({ aggregate: id })
      .sort({ version: 1 })
      .toArray();
    return events.length === 5 && events[3]?.data.length() < 60 && events;
  });
  expect(kept.map(({ type }) => String(type).split('.')[3])).toEqual([
    'registered',
    'verified',
    'consented',
    'published',
    'consent_withdrawn',
  ]);
  for (const { data } of kept) {
    expect(Buffer.from(data.buffer).toString('utf8')).not.toContain('지울');
    expect(VentureSnapshot.decode(data.buffer)).toMatchObject({ ventureId: id, centreId: 'KR-27' });
  }
});

test('a save of another replica is shown correctly even if its message was lost', async () => {
  const { id } = await daegu.registerVenture(draft('999-86-82405', '들리지 않은 나루'));
  await daegu.verifyVenture({ id });
  await daegu.giveConsent({ id, purpose: 'SHARE_WITH_NETWORK' });
  const { etag } = await daegu.publishVenture({ id });
  const ventures = stack.database('registry').collection<{ _id: string }>('venture');
  const renamed = { version: Number(etag) + 1, 'state.profile.name.ko': '들리지 않은 배' };
  await ventures.updateOne({ _id: id }, { $set: renamed });
  const { ventures: shown } = await gyeonggi.searchVentures({ query: '들리지' });
  expect(shown).toMatchObject([{ id, profile: { name: { ko: '들리지 않은 배' } }, etag: String(Number(etag) + 1) }]);
  const suspended = { version: Number(etag) + 2, 'state.state': 'SUSPENDED' };
  await ventures.updateOne({ _id: id }, { $set: suspended });
  expect((await gyeonggi.searchVentures({ query: '들리지' })).ventures).toEqual([]);
});

test("the ventures of one's own centre by state, by their last change, and in the requested order", async () => {
  const [first, second] = [
    await gyeonggi.registerVenture({ ...draft('217-81-30116', '나래'), centreId: 'KR-41' }),
    await gyeonggi.registerVenture({ ...draft('217-81-30101', '가람'), centreId: 'KR-41' }),
  ];
  const verified = await gyeonggi.verifyVenture({ id: first.id });
  const asked = async (question: Parameters<typeof gyeonggi.searchVentures>[0]) =>
    (await gyeonggi.searchVentures({ view: 'OWN', ...question })).ventures.map(({ id }) => id);
  expect(await asked({ orderBy: 'create_time' })).toEqual([first.id, second.id]);
  expect(await asked({ orderBy: 'create_time desc' })).toEqual([second.id, first.id]);
  expect(await asked({ orderBy: 'name_ko' })).toEqual([second.id, first.id]);
  expect(await asked({ states: ['DRAFT'] })).toEqual([second.id]);
  expect(await asked({ states: ['DRAFT', 'VERIFIED'] })).toHaveLength(2);
  expect(await asked({ updatedAfter: second.updateTime })).toEqual([first.id]);
  expect(await asked({ updatedAfter: verified.updateTime })).toEqual([]);
  const { nextPageToken: pageToken } = await gyeonggi.searchVentures({ view: 'OWN', pageSize: 1 });
  await expect(gyeonggi.searchVentures({ view: 'OWN', orderBy: 'name_en', pageToken })).rejects.toMatchObject({
    faults: [{ path: 'pageToken' }],
  });
  await expect(gyeonggi.searchVentures({ orderBy: 'NAME_KO' })).rejects.toMatchObject({
    faults: [{ path: 'orderBy', said: { en: expect.stringContaining('relevance, relevance desc, name_ko') } }],
  });
});

test('a number is accepted in the forms that people write, is kept as ten digits, and its fault is named', async () => {
  const registered = await daegu.registerVenture(draft('129　81–16573', '하람'));
  expect(registered.brn).toBe('1298116573');
  await expect(daegu.registerVenture(draft('１２９-８１-１６５７３', '하람'))).rejects.toMatchObject({
    code: 'venture.brn_taken',
  });
  const { brn } = await admin.registerOrganisation({ name: { ko: '하람' }, country: 'KR', brn: '124 81 00998' });
  expect(brn).toBe('1248100998');
  for (const [written, rule] of [
    ['129 81 1657', 'brn.length'],
    ['129-81-16574', 'brn.check_digit'],
    ['129-81-1657l', 'brn.characters'],
    ['099-81-16573', 'brn.range'],
  ])
    await expect(daegu.registerVenture(draft(written ?? ''))).rejects.toMatchObject({
      faults: [{ path: 'brn', rule }],
    });
});

test('a venture is found by usual queries, in the order and pages of any other list', async () => {
  const names = ['㈜한밭소프트', '주식회사 한빛소프트', '햇빛 Ségur']; // In the order of names, legal form included.
  for (const [at, ko] of names.entries()) {
    const brn = ['2148798889', '6178611575', '2208757205'][at] ?? '';
    await daegu.registerVenture({ centreId: 'KR-27', brn, profile: { name: { ko, en: '' } } });
  }
  const asked = async (query: string, page = {}) => {
    const { ventures, ...rest } = await daegu.searchVentures({ view: 'OWN', query, orderBy: 'name_ko', ...page });
    return { names: ventures.map(({ profile }) => profile?.name?.ko), ...rest };
  };
  for (const [query, found] of [
    ['ㅎㅂㅅㅍㅌ', [names[0], names[1]]],
    ['hanbit', [names[1]]],
    ['(주)한빛소프트', [names[1]]],
    ['segur', [names[2]]],
    ['ㅎㅂ ＳＥＧＵＲ', [names[2]]],
    ['ㅎㅂㅎ', []],
  ] as const)
    expect([query, (await asked(query)).names]).toEqual([query, found]);
  const first = await asked('ㅎㅂ', { pageSize: 2 });
  expect([first.names, first.totalSize]).toEqual([[names[0], names[1]], 3]);
  const second = await asked('ㅎㅂ', { pageSize: 2, pageToken: first.nextPageToken });
  expect([second.names, second.nextPageToken]).toEqual([[names[2]], '']);
});
