/** J8: the C-Lab's teams, the work of their mentors, and a one-stop case that crosses desks under one number. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Caller, callerOf, type Network, startNetwork } from './network.ts';

interface Cohort {
  id: string;
  state: string;
  details: { seats: number; topics: string[] };
  teams: { value: number; counted: number; reported: boolean };
  acceptance?: { teams: number; applicants: number; percent: number; source: string; refs: string[] };
}
interface Residency {
  id: string;
  ventureId: string;
  ventureName?: { ko: string };
  centreName?: { ko: string };
  state: string;
  seat: number;
}
interface Case {
  id: string;
  number: string;
  topic: string;
  deskId: string;
  state: string;
  handOffs: { fromTopic: string; toTopic: string }[];
}

let network: Network;
let daegu: Caller;

beforeAll(async () => {
  network = await startNetwork();
  daegu = await network.as({ role: 'centre_officer', centre: 'KR-27' });
}, 120_000);
afterAll(() => network?.stop());

const DAEGU = '대구창조경제혁신센터';
const GWANGJU = '광주창조경제혁신센터';
const cohort = (fileId: string) => daegu.ask<Cohort>('GET', `/v1/cohorts/${network.id(fileId)}`);
const residents = async () =>
  (await daegu.ask<{ residencies: Residency[] }>('GET', `/v1/residencies?cohortId=${network.id('cohort:clab-1')}`))
    .residencies;

test('C-Lab 1 shows 18 teams, helped with business model, marketing and going abroad', async () => {
  const clab = await cohort('cohort:clab-1');
  expect(clab.teams).toMatchObject({ value: 18, counted: 18, reported: true });
  expect(clab.details.topics).toEqual(['BUSINESS_MODEL', 'MARKETING', 'GOING_ABROAD']);
  const teams = await residents();
  expect(teams.map(({ state }) => state)).toEqual(Array(18).fill('RESIDENT'));
  for (const { ventureId, ventureName, centreName } of teams) {
    expect(centreName?.ko).toBe(DAEGU);
    const venture = await daegu.ask<{ discoverable: boolean; profile: { name: object } }>(
      'GET',
      `/v1/ventures/${ventureId}`,
    );
    expect(ventureName).toEqual(venture.discoverable ? venture.profile.name : undefined);
  }
  expect(teams.filter(({ ventureName }) => ventureName)).toHaveLength(15);
  expect(teams.map(({ seat }) => seat).sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
});

test('18 of 3,720 is 0.48 %, and the number of applicants is marked as taken from a page', async () => {
  const { acceptance } = await cohort('cohort:clab-1');
  expect(acceptance).toEqual({ teams: 18, applicants: 3720, percent: 0.48, source: 'PAGE', refs: ['S20'] });
});

test('Jeonbuk shows its 10 teams as published, but no rate, because the number of applicants is unknown', async () => {
  const jeonbuk = await cohort('cohort:jeonbuk-1');
  expect(jeonbuk.teams).toMatchObject({ value: 10, counted: 0, reported: true });
  expect(jeonbuk.acceptance ?? null).toBeNull();
});

test('a 19th team finds no seat, however many ask at once', async () => {
  const wish = (venture: string) =>
    daegu.ask<Residency>('POST', '/v1/residencies', {
      cohortId: network.id('cohort:clab-1'),
      ventureId: network.id(venture),
    });
  const waiting = await Promise.all(['venture:072', 'venture:073', 'venture:074'].map(wish));
  const answers = await Promise.all(
    waiting.map(({ id }) => daegu.post<{ code: string }>(`/v1/residencies/${id}:admit`)),
  );
  for (const answer of answers) expect(answer).toMatchObject({ status: 422, body: { code: 'cohort.full' } });
});

test('a mentor records a session; the team graduates', async () => {
  const [team] = await residents();
  if (!team) throw new Error('the cohort has no team');
  const subject = 'a-mentor-of-the-c-lab';
  const mentorAs = callerOf(network.url, await network.stack.tokenOf(subject, { role: 'mentor' }));
  const mentor = await daegu.ask<{ id: string }>('POST', '/v1/mentors', {
    centreId: 'KR-27',
    subject,
    name: { ko: '멘토', en: 'mentor' },
    topics: ['MARKETING'],
  });
  const session = await mentorAs.ask<{ id: string; topics: string[] }>('POST', '/v1/mentoring-sessions', {
    mentorId: mentor.id,
    residencyId: team.id,
    details: {
      heldOn: { year: 2015, month: 3, day: 2 },
      durationMinutes: 60,
      topics: ['MARKETING'],
      notes: { ko: '가격 정책을 다시 세우기로 함' },
    },
  });
  expect(session.topics).toEqual(['MARKETING']);
  const own = await network.as({ role: 'venture_member', org: team.ventureId });
  expect((await own.get(`/v1/mentoring-sessions/${session.id}`)).status).toBe(200);
  const other = await network.as({ role: 'venture_member', org: network.id('venture:001') });
  expect((await other.get(`/v1/mentoring-sessions/${session.id}`)).status).toBe(404);

  const graduated = await daegu.ask<Residency>('POST', `/v1/residencies/${team.id}:graduate`, {
    endedOn: { year: 2015, month: 6, day: 22 },
  });
  expect(graduated).toMatchObject({ state: 'GRADUATED', seat: team.seat });
  expect((await cohort('cohort:clab-1')).teams).toMatchObject({ value: 18, counted: 18 });
});

test('a case that crosses law, patent and finance keeps its number', async () => {
  const gwangju = await network.as({ role: 'centre_officer', centre: 'KR-29' });
  const { ventures } = await gwangju.ask<{ ventures: { id: string }[] }>(
    'GET',
    '/v1/ventures?regions=KR-29&pageSize=1',
  );
  const opened = await gwangju.ask<Case>('POST', '/v1/cases', {
    ventureId: ventures[0]?.id,
    topic: 'LAW',
    question: { ko: '공동 개발 계약의 권리 관계', en: 'who owns what was developed together' },
    openedOn: { year: 2015, month: 5, day: 11 },
  });
  expect(opened.number).toMatch(/^2015-KR-29-\d{4}$/);
  await gwangju.ask('POST', `/v1/cases/${opened.id}:start`);
  const handOff = (toTopic: string) =>
    gwangju.ask<Case>('POST', `/v1/cases/${opened.id}:handOff`, {
      toDeskId: 'KR-29',
      toTopic,
      reason: 'the next step',
    });
  await handOff('PATENT');
  const third = await handOff('FINANCE');
  expect(third).toMatchObject({ number: opened.number, topic: 'FINANCE', deskName: { ko: GWANGJU } });
  expect(third.handOffs).toMatchObject(Array(2).fill({ fromDeskName: { ko: GWANGJU }, toDeskName: { ko: GWANGJU } }));
  expect(third.handOffs.map(({ fromTopic, toTopic }) => `${fromTopic} → ${toTopic}`)).toEqual([
    'LAW → PATENT',
    'PATENT → FINANCE',
  ]);
  await gwangju.ask('POST', `/v1/cases/${opened.id}:start`);
  const resolved = await gwangju.ask<Case>('POST', `/v1/cases/${opened.id}:resolve`, { resolution: { ko: '해결' } });
  expect(resolved).toMatchObject({ number: opened.number, state: 'RESOLVED' });
});

test('the fund of Gwangju is 100억원 / KRW 10bn, and does not count as investment', async () => {
  const fund = await daegu.ask<object>('GET', `/v1/funds/${network.id('fund:gwangju-livelihood')}`);
  expect(fund).toMatchObject({ details: { sizeKrw: '10000000000' }, display: { ko: '100억원', en: 'KRW 10bn' } });
  const analyst = await network.as({ role: 'analyst' });
  await eventually(async () => {
    const { confirmed } = await analyst.ask<{ confirmed: object }>('GET', '/v1/reports/deals');
    expect(confirmed).toMatchObject({ count: 14, amountKrw: '2250000000' });
    return true;
  });
});
