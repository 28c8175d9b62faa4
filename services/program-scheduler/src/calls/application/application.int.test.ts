import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { VenturePublished, VentureRegistered, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { knownBodies } from '@naru/testing/bodies';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { programScheduler } from '../../service.ts';

type Client = TypedClient<typeof ProgramServiceDefinition> & { close(): void };

let stack: Stack;
let registry: Publisher;
let admin: Client;
let daegu: Client;
let gyeonggi: Client;
const clients: Client[] = [];

function as(role: string, grant: { centre?: string; org?: string } = {}): Client {
  const client = createClient(ProgramServiceDefinition, stack.addresses.program ?? '', {
    token: () => stack.token({ role, ...grant }),
  });
  clients.push(client);
  return client;
}

/** A published venture as startup-registry describes it. */
function published(ventureId: string, sector: 'IOT' | 'BEAUTY', centreId = 'KR-27', version = 4) {
  const profile = { name: { ko: '', en: `${ventureId} v${version}` }, sectors: [sector], stage: 'SEED' as const };
  const message = VenturePublished.fromPartial({ ventureId, centreId, state: 'PUBLISHED', profile });
  return registry.say({ codec: VenturePublished, message, aggregate: ventureId, version });
}

beforeAll(async () => {
  stack = await startStack(programScheduler);
  await knownBodies(stack, ['org_1']);
  registry = await publisher(stack, 'registry');
  admin = as('network_admin');
  daegu = as('centre_officer', { centre: 'KR-27' });
  gyeonggi = as('centre_officer', { centre: 'KR-41' });
  await published('ven_iot', 'IOT');
  await published('ven_two', 'IOT');
  await published('ven_beauty', 'BEAUTY');
  await published('ven_far', 'IOT', 'KR-41');
  await published('ven_hidden', 'IOT');
  const hidden = { codec: VentureSuspended, message: { ventureId: 'ven_hidden' }, aggregate: 'ven_hidden', version: 5 };
  await registry.say(hidden);
  const draft = VentureRegistered.fromPartial({ ventureId: 'ven_draft', centreId: 'KR-27', state: 'DRAFT' });
  await registry.say({ codec: VentureRegistered, message: draft, aggregate: 'ven_draft', version: 1 });
  await drained(stack, 'registry');
});

afterAll(async () => {
  for (const client of clients) client.close();
  await registry?.stop();
  await stack?.stop();
});

let calls = 0;
async function openRound({
  phase = 2,
  closesAt = new Date(Date.now() + 3_600_000),
  graceMinutes = 0,
} = {}): Promise<string> {
  calls += 1;
  const day = (year: number) => ({ year, month: 1, day: 1 });
  const programme = await admin.createProgramme({
    name: { en: `Briefings ${calls}` },
    ownerId: 'org_1',
    kind: 'BRIEFING',
    phases: [
      { number: 1, from: day(2015), to: { year: 2015, month: 12, day: 31 }, sectors: ['IOT', 'GAME'] },
      { number: 2, from: day(2016) },
    ],
  });
  const call = { programmeId: programme.id, name: { en: 'Call' }, year: 2014 + phase, phase, closesAt, graceMinutes };
  return (await admin.openRound(call)).id;
}

test('concurrent requests of a venture make one application, with the profile of that moment', async () => {
  const roundId = await openRound();
  const member = as('venture_member', { org: 'ven_iot' });
  const asked = Array.from({ length: 4 }, () => member.createApplication({ roundId, ventureId: 'ven_iot' }));
  const settled = await Promise.allSettled(asked);
  const [won, ...more] = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(more).toEqual([]);
  for (const one of settled.filter(({ status }) => status === 'rejected'))
    expect(one).toMatchObject({ reason: { kind: 'exists', code: 'application.exists' } });
  const frozen = { name: { ko: '', en: 'ven_iot v4' }, sectors: ['IOT'], stage: 'SEED', version: 4, foundedYear: 0 };
  expect(won).toMatchObject({ state: 'ELIGIBLE', centreId: 'KR-27', frozen });
  await published('ven_iot', 'BEAUTY', 'KR-27', 9);
  await drained(stack, 'registry');
  expect((await member.getApplication({ id: won?.id ?? '' })).frozen).toEqual(frozen);
  await published('ven_iot', 'IOT', 'KR-27', 10);
  await drained(stack, 'registry');
});

test('only its venture, its centre and the secretariat see an application', async () => {
  const roundId = await openRound();
  const mine = await daegu.createApplication({ roundId, ventureId: 'ven_two', pitch: { en: 'sensors' } });
  const theirs = await gyeonggi.createApplication({ roundId, ventureId: 'ven_far' });
  await expect(gyeonggi.createApplication({ roundId, ventureId: 'ven_iot' })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await expect(gyeonggi.createApplication({ roundId, ventureId: 'ven_draft' })).rejects.toMatchObject({
    kind: 'not_found',
  });
  await expect(gyeonggi.getApplication({ id: mine.id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(gyeonggi.withdrawApplication({ id: mine.id })).rejects.toMatchObject({ kind: 'not_found' });
  const seenBy = async (client: Client) =>
    (await client.listApplications({ roundId })).applications.map(({ id }) => id);
  expect(await seenBy(daegu)).toEqual([mine.id]);
  expect(await seenBy(as('venture_member', { org: 'ven_two' }))).toEqual([mine.id]);
  expect(await seenBy(as('venture_member', { org: 'ven_iot' }))).toEqual([]);
  expect(await seenBy(admin)).toEqual([mine.id, theirs.id].sort());
  const first = await admin.listApplications({ roundId, pageSize: 1 });
  await expect(daegu.listApplications({ roundId, pageToken: first.nextPageToken })).rejects.toMatchObject({
    faults: [{ path: 'pageToken' }],
  });
});

test('a round counts its applications that were not withdrawn', async () => {
  const roundId = await openRound();
  const applications = await Promise.all(
    ['ven_two', 'ven_beauty'].map((ventureId) => daegu.createApplication({ roundId, ventureId })),
  );
  expect((await daegu.getRound({ id: roundId })).applications).toBe(2);
  const id = applications[0]?.id ?? '';
  expect((await daegu.withdrawApplication({ id })).state).toBe('WITHDRAWN');
  const { programmeId } = await daegu.getRound({ id: roundId });
  expect((await daegu.listRounds({ programmeId })).rounds).toMatchObject([{ id: roundId, applications: 1 }]);
  await expect(daegu.createApplication({ roundId, ventureId: 'ven_two' })).rejects.toMatchObject({
    code: 'application.exists',
  });
  expect((await daegu.reopenApplication({ id })).state).toBe('DRAFT');
  expect((await daegu.submitApplicationDraft({ id })).state).toBe('ELIGIBLE');
  expect((await daegu.getRound({ id: roundId })).applications).toBe(2);
});

test('refuses a hidden venture, an unknown one, and one outside the sectors of the phase', async () => {
  const roundId = await openRound({ phase: 1 });
  const apply = (ventureId: string) => admin.createApplication({ roundId, ventureId });
  await expect(apply('ven_hidden')).rejects.toMatchObject({ kind: 'rule', code: 'application.venture_hidden' });
  await expect(apply('ven_none')).rejects.toMatchObject({ kind: 'not_found', code: 'venture.not_found' });
  await expect(apply('ven_draft')).rejects.toMatchObject({ code: 'application.venture_unshared' });
  const text = {
    ko: '이 단계는 다음 분야의 기업을 받습니다: 사물인터넷, 게임. 이 기업의 분야: 뷰티.',
    en: expect.stringContaining('The sectors of this venture: beauty.'),
  };
  const reasons = [{ code: 'SECTOR', text }];
  expect(await admin.checkEligibility({ roundId, ventureId: 'ven_beauty' })).toMatchObject({
    eligible: false,
    reasons,
  });
  expect(await apply('ven_beauty')).toMatchObject({ state: 'INELIGIBLE', ineligible: reasons });
  expect(await admin.checkEligibility({ roundId, ventureId: 'ven_iot' })).toEqual({ eligible: true, reasons: [] });
  expect((await apply('ven_iot')).state).toBe('ELIGIBLE');
  await expect(admin.createApplication({ roundId: 'rnd_none', ventureId: 'ven_iot' })).rejects.toMatchObject({
    code: 'round.not_found',
  });
});

test('a round keeps the rules of its phase when its programme changes', async () => {
  const roundId = await openRound({ phase: 1 });
  const { programmeId } = await admin.getRound({ id: roundId });
  const from = { year: 2015, month: 1, day: 1 };
  await admin.updateProgramme({
    id: programmeId,
    programme: { phases: [{ number: 1, from, sectors: ['BEAUTY'] }] },
    updateMask: ['phases'],
  });
  const check = (ventureId: string) => admin.checkEligibility({ roundId, ventureId });
  expect(await check('ven_iot')).toMatchObject({ eligible: true });
  expect(await check('ven_beauty')).toMatchObject({ eligible: false, reasons: [{ code: 'SECTOR' }] });
});

test('the referring organisation is named by an id; blanks are not an id', async () => {
  const roundId = await openRound();
  await expect(daegu.createApplication({ roundId, ventureId: 'ven_two', putForwardBy: '  ' })).rejects.toMatchObject({
    faults: [{ path: 'putForwardBy' }],
  });
});

test('an application after the deadline and within the grace is accepted and marked as late', async () => {
  const onTime = await daegu.createApplication({ roundId: await openRound(), ventureId: 'ven_iot' });
  const closesAt = new Date(Date.now() + 5_000);
  const roundId = await openRound({ closesAt, graceMinutes: 60 });
  await eventually(() => Date.now() > closesAt.getTime());
  const after = await daegu.createApplication({ roundId, ventureId: 'ven_iot' });
  expect(after).toMatchObject({ state: 'ELIGIBLE', late: true });
  expect([onTime.late, (await daegu.getApplication({ id: after.id })).late]).toEqual([false, true]);
});

test('a closed round accepts no application, but lets a venture withdraw one', async () => {
  const roundId = await openRound();
  const { id } = await daegu.createApplication({ roundId, ventureId: 'ven_two' });
  await admin.closeRound({ id: roundId });
  await expect(daegu.createApplication({ roundId, ventureId: 'ven_beauty' })).rejects.toMatchObject({
    kind: 'rule',
    code: 'round.closed',
  });
  expect((await daegu.withdrawApplication({ id })).state).toBe('WITHDRAWN');
  await expect(daegu.reopenApplication({ id })).rejects.toMatchObject({ code: 'round.closed' });
});

const storedOf = (shape: number) =>
  BSON.EJSON.parse(readFileSync(new URL(`fixture/application.schema-${shape}.json`, import.meta.url), 'utf8'));

test('a document of the first released shape is still read', async () => {
  const stored = storedOf(1);
  await stack.database('program').collection('application').insertOne(stored);
  expect(await admin.getApplication({ id: stored._id })).toEqual({
    id: stored._id,
    roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
    ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
    centreId: 'KR-27',
    state: 'WITHDRAWN',
    frozen: {
      name: { ko: '가온 센서', en: 'Gaon Sensor' },
      sectors: ['IOT', 'AI'],
      stage: 'SEED',
      version: 4,
      foundedYear: 0,
    },
    answers: [],
    files: [],
    putForwardBy: '',
    late: false,
    ineligible: [],
    waitlistPosition: 0,
    pitch: { ko: '센서로 세계에', en: 'sensors for the world' },
    submittedAt: new Date('2016-02-02T00:00:00.000Z'),
    withdrawnAt: new Date('2016-02-03T00:00:00.000Z'),
    etag: '2',
  });
});

test('a document of the second shape still says why it is not eligible, and in Korean too', async () => {
  const stored = storedOf(2);
  await stack.database('program').collection('application').insertOne(stored);
  const { roundId } = stored.state;
  const ineligible = [
    {
      code: 'SECTOR',
      text: {
        ko: '이 단계에서 받는 분야의 기업이 아닙니다.',
        en: 'the phase takes ventures in GAME; this one is in IOT, AI.',
      },
    },
    { code: 'NEWCOMER', text: { ko: expect.stringMatching(/[가-힣]/), en: `${stored.state.ineligible[1].message}.` } },
  ];
  const read = { state: 'INELIGIBLE', frozen: { foundedYear: 2012 }, ineligible, etag: '3' };
  expect(await admin.getApplication({ id: stored._id })).toMatchObject(read);
  const { applications } = await admin.listApplications({ roundId, ventureId: stored.state.ventureId });
  expect(applications).toMatchObject([read]);
});
