import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMIN, type Client, DAEGU, FAR, type Ground, startGround, team } from '../../fixture/incubation.ts';

let ground: Ground;
let daegu: Client;
let member: Client;

beforeAll(async () => {
  ground = await startGround();
  daegu = ground.as(DAEGU);
  member = ground.as(team('ven_1'));
});
afterAll(() => ground?.stop());

const open = (year: number, ventureId = 'ven_1', client = daegu) =>
  client.openCase({ ventureId, topic: 'LAW', question: { ko: '문의' }, openedOn: { year, month: 3, day: 1 } });
const desk = { role: 'partner_system', org: 'org_patent' };

test('case numbers of a centre and year have no gaps, with any number of concurrent requests', async () => {
  const opened = await Promise.all(Array.from({ length: 12 }, () => open(2015)));
  const expected = Array.from({ length: 12 }, (_, index) => `2015-KR-27-${String(index + 1).padStart(4, '0')}`);
  expect(opened.map(({ number }) => number).sort()).toEqual(expected);
  expect((await open(2016)).number).toBe('2016-KR-27-0001');
  expect((await open(2015, 'ven_far', ground.as(FAR))).number).toBe('2015-KR-41-0001');
  expect((await open(2015)).number).toBe('2015-KR-27-0013');
});

test('a repeated request opens one case with one number', async () => {
  const request = { ventureId: 'ven_2', topic: 'SALES' as const, question: { ko: '판로' }, requestId: 'once' };
  const [a, b] = await Promise.all([daegu.openCase(request), daegu.openCase(request)]);
  expect([a.id, a.number]).toEqual([b.id, b.number]);
});

test('a case that goes through three topics keeps its number; every desk that had it may read it', async () => {
  const { id, number, deskId } = await member.openCase({
    ventureId: 'ven_1',
    topic: 'LAW',
    question: { ko: '특허와 자금' },
  });
  expect(deskId).toBe('KR-27');
  const patent = ground.as(desk);
  await expect(patent.getCase({ id })).rejects.toMatchObject({ kind: 'not_found' });
  await daegu.startCase({ id });
  await daegu.handOffCase({ id, toDeskId: 'org_patent', toTopic: 'PATENT', reason: '특허' });
  expect((await patent.listCases({ deskId: 'org_patent' })).cases).toMatchObject([{ id, number, state: 'OPEN' }]);
  await patent.handOffCase({ id, toDeskId: 'org_fund', toTopic: 'FINANCE', reason: '자금' });
  await expect(patent.startCase({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(member.resolveCase({ id, resolution: { ko: 'x' } })).rejects.toMatchObject({ kind: 'forbidden' });
  const fund = ground.as({ role: 'hub_officer', org: 'org_fund' });
  expect(await fund.resolveCase({ id, resolution: { ko: '지원 결정' } })).toMatchObject({
    number,
    topic: 'FINANCE',
    state: 'RESOLVED',
    handOffs: [
      { fromTopic: 'LAW', toTopic: 'PATENT' },
      { fromTopic: 'PATENT', toTopic: 'FINANCE' },
    ],
  });
  expect(await member.reopenCase({ id, reason: '서류 보완' })).toMatchObject({
    number,
    state: 'OPEN',
    deskId: 'org_fund',
    reopened: 1,
  });
  expect((await patent.getCase({ id })).number).toBe(number);
  expect((await ground.as(ADMIN).getCase({ id })).number).toBe(number);
  for (const other of [ground.as(FAR), ground.as(team('ven_2'))]) {
    await expect(other.getCase({ id })).rejects.toMatchObject({ kind: 'not_found' });
    expect((await other.listCases({})).cases.map((one) => one.id)).not.toContain(id);
  }
});

test('no event contains what people write in a case', async () => {
  const { id } = await open(2014);
  await daegu.handOffCase({ id, toDeskId: 'org_1', toTopic: 'SALES', reason: '비밀 사유' });
  await daegu.resolveCase({ id, resolution: { ko: '비밀 답변' } });
  const kept = await ground.stack.database('program').collection('case').find({}).toArray();
  const sent = await ground.stack.database('program').collection('events').find({}).toArray();
  const bytes = [...kept.flatMap(({ outbox }) => outbox as typeof sent), ...sent]
    .map(({ data }) => Buffer.from((data as { buffer: Uint8Array }).buffer).toString('utf8'))
    .join();
  for (const secret of ['문의', '비밀 사유', '비밀 답변']) expect(bytes).not.toContain(secret);
});

test('a document of the first released shape is still read', async () => {
  const id = await ground.stored('case', 'incubation/case');
  expect(await ground.as({ role: 'centre_officer', centre: 'KR-29' }).getCase({ id })).toMatchObject({
    number: '2015-KR-29-0007',
    state: 'RESOLVED',
    resolution: { ko: '출원 완료' },
    etag: '2',
  });
});
