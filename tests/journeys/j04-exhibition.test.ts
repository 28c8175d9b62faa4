/**
 * J4: the joint stand at MWC Shanghai: nine teams apply, the council selects five, and everybody can read the reasons.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { COUNCIL, councilOf, type Problem, type Selection, venturesIn } from './council.ts';
import { type Caller, type Network, startNetwork } from './network.ts';

jest.setTimeout(180_000);

// The best first, by the demo's judges.
const MWC = ['025', '069', '023', '064', '075', '022', '019', '072', '024'];
const CES = ['069', '023', '020', '052', '019', '024', '075', '022', '072'];

let network: Network;
let admin: Caller;
let council: ReturnType<typeof councilOf>;
let roundId: string;
let mwc: string[];

const ids = (numbers: readonly string[]) => numbers.map((number) => network.id(`venture:${number}`));
const points = (order: readonly string[]) => (ventureId: string) => 95 - 2.5 * order.indexOf(ventureId);
const decide = (body: object) => admin.post<Problem>(`/v1/selections/${roundId}:decide`, body);

beforeAll(async () => {
  network = await startNetwork();
  admin = await network.as({ role: 'network_admin' });
  council = councilOf(network, admin);
  roundId = network.id('round:mwc-shanghai-demo');
  mwc = ids(MWC);
  await council.ready();
});
afterAll(() => network?.stop());

test('nine apply to the open event, and are judged', async () => {
  const event = () => admin.ask<{ state: string }>('GET', `/v1/events/${network.id('exhibition:mwc-shanghai-demo')}`);
  await eventually(async () => (await event()).state === 'OPEN');
  expect((await council.applications(roundId)).map(({ ventureId }) => ventureId).sort()).toEqual([...mwc].sort());
  await admin.ask('POST', `/v1/rounds/${roundId}:close`);
  expect(await admin.post<Problem>('/v1/selections', { roundId })).toMatchObject({
    status: 422,
    body: { code: 'selection.not_judged' },
  });
  await council.judge(roundId, points(mwc));
});

test('the best five in rank order are proposed, and only the council sees them', async () => {
  const proposed = await admin.ask<Selection>('POST', '/v1/selections', { roundId });
  expect(proposed).toMatchObject({ state: 'PROPOSED', places: 5, selected: 5, waitlisted: 4 });
  expect(proposed.entries.map(({ ventureId, score, rank }) => [ventureId, score, rank])).toEqual(
    mwc.map((ventureId, index) => [ventureId, 95 - 2.5 * index, index + 1]),
  );
  const { centres } = await admin.ask<{ centres: object[] }>('GET', '/v1/centres');
  expect(proposed.electorate).toHaveLength(centres.length);
  const member = await network.as({ role: 'venture_member', org: mwc[5] as string });
  expect((await member.get(`/v1/selections/${roundId}`)).status).toBe(404);
});

test('without votes, without minutes, or with a sixth team the decision is refused', async () => {
  const { etag, quorum, entries } = await council.selection(roundId);
  expect(await decide({ etag, council: COUNCIL })).toMatchObject({
    status: 422,
    body: { code: 'selection.no_quorum' },
  });
  await council.vote(roundId, quorum);
  const { etag: voted } = await council.selection(roundId);
  expect(await decide({ etag, council: COUNCIL })).toMatchObject({ status: 409, body: { code: 'etag.stale' } });
  expect(await decide({ etag: voted })).toMatchObject({ status: 422, body: { code: 'selection.no_council_record' } });
  const sixth = {
    applicationId: entries[5]?.applicationId,
    standing: 'SELECTED',
    reason: { ko: '현지 요청', en: 'asked for on site' },
  };
  expect(await decide({ etag: voted, council: COUNCIL, deviations: [sixth] })).toMatchObject({
    status: 422,
    body: { code: 'selection.quota_exceeded' },
  });
});

test('five teams and four on the waitlist are decided once; a later, different decision is refused', async () => {
  const { etag, entries } = await council.selection(roundId);
  const reason = { ko: '현지 요청', en: 'asked for on site' };
  const other = [
    { applicationId: entries[4]?.applicationId, standing: 'WAITLISTED', reason },
    { applicationId: entries[5]?.applicationId, standing: 'SELECTED', reason },
  ];
  const first = await decide({ etag, council: COUNCIL });
  expect(first.status).toBe(200);
  const rivals = await Promise.all([1, 2, 3].map(() => decide({ etag, council: COUNCIL, deviations: other })));
  for (const rival of rivals) expect(rival).toMatchObject({ status: 422, body: { code: 'selection.decided' } });
  const decided = await council.selection(roundId);
  expect(venturesIn(decided, 'SELECTED')).toEqual(mwc.slice(0, 5));
  expect(venturesIn(decided, 'WAITLISTED')).toEqual(mwc.slice(5));
});

test('all nine get a notice, and the brand page shows five teams and the waitlist', async () => {
  for (const [index, ventureId] of mwc.entries()) {
    const member = await network.as({ role: 'venture_member', org: ventureId });
    const told = index < 5 ? '선정되었습니다' : '대기 명단에 올랐습니다';
    await eventually(async () => {
      const { notifications } = await member.ask<{ notifications: { title: { ko: string } }[] }>(
        'GET',
        '/v1/notifications',
      );
      return notifications.some(({ title }) => title.ko === told);
    });
  }
  const visitor = await network.as({ role: 'investor_member', org: network.id('investor:01') });
  const page = await visitor.ask<Selection>('GET', `/v1/selections/${roundId}`);
  expect(page.entries.map(({ standing }) => standing)).toEqual([
    ...Array(5).fill('SELECTED'),
    ...Array(4).fill('WAITLISTED'),
  ]);
  for (const { name, score } of page.entries) expect([name?.ko === '', score]).toEqual([false, undefined]);
  for (const { centreName } of page.entries) expect(centreName?.ko).toContain('창조경제혁신센터');
  const event = await admin.ask<{ state: string }>('GET', `/v1/events/${network.id('exhibition:mwc-shanghai-demo')}`);
  expect(event.state).toBe('SELECTED');
});

test('a team that was not selected reads its rank, the cut and the missing points', async () => {
  const sixth = (await council.selection(roundId)).entries[5];
  const member = await network.as({ role: 'venture_member', org: mwc[5] as string });
  const why = await member.ask<object>('GET', `/v1/applications/${sixth?.applicationId}/explanation`);
  expect(why).toMatchObject({ rank: 6, ranked: 9, score: 82.5, cut: 85, pointsShort: 2.5, waitlistPosition: 1 });
});

test('a sixth team is refused later too; a withdrawal moves rank six up, and nobody else', async () => {
  const { entries } = await council.selection(roundId);
  const add = { applicationId: entries[6]?.applicationId, council: COUNCIL };
  expect(await admin.post<Problem>(`/v1/selections/${roundId}:addTeam`, add)).toMatchObject({
    status: 422,
    body: { code: 'selection.quota_exceeded' },
  });
  const second = await network.as({ role: 'venture_member', org: mwc[1] as string });
  await second.ask('POST', `/v1/applications/${entries[1]?.applicationId}:withdraw`);
  await second.ask('POST', `/v1/applications/${entries[1]?.applicationId}:withdraw`);
  await eventually(async () => (await council.stateOf(roundId, mwc[8] as string)) === 'WAITLISTED3');
  const moved = await council.selection(roundId);
  expect(venturesIn(moved, 'SELECTED')).toEqual([0, 2, 3, 4, 5].map((index) => mwc[index]));
  expect(venturesIn(moved, 'WAITLISTED')).toEqual(mwc.slice(6));
  await eventually(async () => (await council.stateOf(roundId, mwc[5] as string)) === 'SELECTED');
});

test('the demo day is a part of the exhibition', async () => {
  const parentEventId = network.id('exhibition:mwc-shanghai-demo');
  const demoDay = await admin.ask<{ id: string }>('POST', '/v1/events', {
    programmeId: network.id('programme:joint-brand-exhibition'),
    parentEventId,
    name: { ko: 'MWC 상하이 데모데이', en: 'Demo day at MWC Shanghai' },
    type: 'DEMO_DAY',
    brand: { ko: '공동 브랜드', en: 'joint brand' },
    startDate: { year: 2015, month: 7, day: 16 },
    timeZone: 'Asia/Shanghai',
  });
  const { events } = await admin.ask<{ events: { id: string }[] }>('GET', `/v1/events?parentEventId=${parentEventId}`);
  expect(events.map(({ id }) => id)).toEqual([demoDay.id]);
});

test('CES is counted separately: it has its own five teams, and those of Shanghai stay', async () => {
  const ces = ids(CES);
  const decided = await council.decide(network.id('round:ces-demo'), { scores: points(ces) });
  expect(venturesIn(decided, 'SELECTED')).toEqual(ces.slice(0, 5));
  expect(venturesIn(decided, 'WAITLISTED')).toEqual(ces.slice(5));
  const { selections } = await admin.ask<{ selections: Selection[] }>(
    'GET',
    `/v1/selections?programmeId=${network.id('programme:joint-brand-exhibition')}`,
  );
  expect(selections.map(({ selected, waitlisted }) => [selected, waitlisted]).sort()).toEqual([
    [5, 3],
    [5, 4],
  ]);
});

test('the whole tally can be counted again from its events, with the same teams', async () => {
  const analyst = await network.as({ role: 'analyst' });
  for (const round of [roundId, network.id('round:ces-demo')]) {
    const replay = await eventually(() =>
      analyst.ask<{ same: boolean; differences: object[]; selectedIds: string[] }>(
        'GET',
        `/v1/selections/${round}/replay`,
      ),
    );
    expect(replay.differences).toEqual([]);
    expect([replay.same, replay.selectedIds.length]).toEqual([true, 5]);
  }
});
