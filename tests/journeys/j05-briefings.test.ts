/** J5: twice a year teams are selected for briefings abroad: first IoT and games, then any field by recommendation. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { councilOf, type Problem, venturesIn } from './council.ts';
import { type Caller, type Network, startNetwork } from './network.ts';

jest.setTimeout(180_000);

const ROUNDS = [
  { file: 'round:briefing-2015H2', event: 'event:briefing-2015H2', teams: 10, phase: 1 },
  { file: 'round:briefing-2016H1', event: 'event:briefing-2016H1', teams: 10, phase: 1 },
  { file: 'round:briefing-2016H2', event: 'event:briefing-2016H2', teams: 12, phase: 2 },
];
const BEAUTY = 'venture:013';

interface Checked {
  eligible: boolean;
  reasons: { code: string }[];
}

let network: Network;
let admin: Caller;
let council: ReturnType<typeof councilOf>;
let programmeId: string;

beforeAll(async () => {
  network = await startNetwork();
  admin = await network.as({ role: 'network_admin' });
  council = councilOf(network, admin);
  programmeId = network.id('programme:corporate-briefing');
  await council.ready();
});
afterAll(() => network?.stop());

const open = (year: number, half: string, phase: number) =>
  admin.post<{ id: string } & Problem>('/v1/rounds', {
    programmeId,
    name: { en: `Briefing ${year}-${half}` },
    year,
    half,
    phase,
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
  });

test('the calendar has two rounds a year, and a third in 2016 is refused', async () => {
  const { rounds } = await admin.ask<{ rounds: { year: number; half: string }[] }>(
    'GET',
    `/v1/rounds?programmeId=${programmeId}`,
  );
  expect(rounds.map(({ year, half }) => `${year}-${half}`).sort()).toEqual(['2015-H2', '2016-H1', '2016-H2']);
  for (const half of ['H1', 'H2', 'HALF_UNSPECIFIED'])
    expect(await open(2016, half, 2)).toMatchObject({ status: 422, body: { code: 'round.limit' } });
});

test('a beauty venture is not eligible in phase 1 and gets the reason; in phase 2 it is eligible if it is put forward', async () => {
  const ventureId = network.id(BEAUTY);
  const [first, , second] = ROUNDS.map(({ file }) => network.id(file)) as [string, string, string];
  const applied = await admin.ask<{ id: string; state: string; ineligible: { code: string }[] }>(
    'POST',
    '/v1/applications',
    {
      roundId: first,
      ventureId,
    },
  );
  expect(applied).toMatchObject({ state: 'INELIGIBLE', ineligible: [{ code: 'SECTOR' }] });
  const member = await network.as({ role: 'venture_member', org: ventureId });
  const why = await member.ask<{ sentences: { ko: string }[] }>('GET', `/v1/applications/${applied.id}/explanation`);
  expect(why.sentences.map(({ ko }) => ko)).toContain(
    '이 단계는 다음 분야의 기업을 받습니다: 사물인터넷, 게임. 이 기업의 분야: 뷰티.',
  );
  const check = (putForwardBy: string) =>
    member.ask<Checked>(
      'GET',
      `/v1/rounds/${second}:checkEligibility?ventureId=${ventureId}&putForwardBy=${putForwardBy}`,
    );
  expect(await check(network.id('org:kotra'))).toMatchObject({ eligible: true, reasons: [] });
  expect(await check('')).toMatchObject({ eligible: false, reasons: [{ code: 'PUT_FORWARD' }] });
});

test('the rounds select 10, 10 and 12 teams, each of phase 2 put forward by a support organisation', async () => {
  for (const { file, event, teams, phase } of ROUNDS) {
    const roundId = network.id(file);
    const applied = await council.applications(roundId);
    const order = applied.map(({ ventureId }) => ventureId);
    const decided = await council.decide(roundId, { scores: (ventureId) => 99 - order.indexOf(ventureId) });
    // Only ten and twelve teams apply; the quota has 19 places.
    expect([
      decided.selected,
      venturesIn(decided, 'SELECTED').length,
      decided.warnings.map(({ code }) => code),
    ]).toEqual([teams, teams, []]);
    const support = applied.map((one) => (one as unknown as { putForwardBy: string }).putForwardBy);
    if (phase === 2) for (const organisation of support) expect(organisation).toMatch(/^org_/);
    await eventually(async () => {
      const { state } = await admin.ask<{ state: string }>('GET', `/v1/events/${network.id(event)}`);
      return state === 'SELECTED';
    });
  }
});

test('nine teams in phase 2 cause a warning but no refusal: 10–19 are expected', async () => {
  const { body: round } = await open(2017, 'H1', 2);
  const teams = ['005', '061', '045', '065', '032', '046', '068', '034', '013'].map((number) =>
    network.id(`venture:${number}`),
  );
  const putForwardBy = network.id('org:kotra');
  for (const ventureId of teams)
    await admin.ask('POST', '/v1/applications', { roundId: round.id, ventureId, putForwardBy });
  for (const { ventureName, putForwardByName } of await council.applications(round.id)) {
    expect(ventureName?.ko).toMatch(/\S/);
    expect(putForwardByName?.ko).toBe('코트라');
  }
  const decided = await council.decide(round.id, { scores: (ventureId) => 90 - teams.indexOf(ventureId) });
  expect(venturesIn(decided, 'SELECTED')).toEqual(teams);
  expect(decided.warnings).toMatchObject([{ code: 'TEAMS_BELOW_MIN', text: { en: expect.stringContaining('10–19') } }]);
});
