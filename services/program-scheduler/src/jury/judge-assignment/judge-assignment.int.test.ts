import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OpsServiceDefinition } from '@naru/contracts/ops/v1/service';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { BSON } from 'mongodb';
import { type Ground, type Judging, scores, startGround } from '../../fixture/jury.ts';

let ground: Ground;
let admin: Judging;
let ops: TypedClient<typeof OpsServiceDefinition> & { close(): void };

beforeAll(async () => {
  ground = await startGround();
  admin = ground.admin;
  const token = () => ground.stack.tokenOf('secretariat', { role: 'network_admin' });
  ops = createClient(OpsServiceDefinition, ground.stack.addresses.program ?? '', { token });
});

afterAll(async () => {
  ops?.close();
  await ground?.stop();
});

/** The operation after it has ended. */
async function ended({ id }: { id: string }) {
  await eventually(async () => (await ops.getOperation({ service: 'program-scheduler', id })).state !== 'RUNNING');
  return ops.getOperation({ service: 'program-scheduler', id });
}

const propose = async (roundId: string, seconds = 10) => ended(await admin.solveAssignment({ roundId, seconds }));

const WOMAN = { gender: 'FEMALE' as const };
const EXPERT = { marketExpert: true };

/** Retired at the end of each test, so that the next test has its own judges only. */
async function withJudges<T>(profiles: Parameters<Ground['newJudge']>[0][], work: (ids: string[]) => Promise<T>) {
  const judges = await Promise.all(profiles.map((profile) => ground.newJudge(profile)));
  try {
    return await work(judges.map(({ id }) => id));
  } finally {
    for (const { id } of judges) await admin.retireJudge({ id });
  }
}

const MIXED = [
  { ...WOMAN, centreId: 'KR-41' },
  { ...WOMAN, ...EXPERT, centreId: 'KR-11' },
  { ...EXPERT, centreId: 'KR-26' },
  { centreId: 'KR-30' },
  { ...WOMAN, centreId: '' },
  { ...EXPERT, centreId: '' },
];
const RULES = {
  panelSize: 3,
  marketExpertsMin: 1,
  womenMin: 1,
  centresMin: 2,
  sameCentreMax: 1,
  loadMin: 1,
  loadMax: 7,
};

test('from a plan to reviews: one call reads the proposal with its bound, and it is applied once', () =>
  withJudges(MIXED, async (ids) => {
    const { roundId, applicationIds } = await ground.planned(9, { panel: RULES });
    const [first = ''] = ids;
    const byHand = await admin.assignJudge({ applicationId: applicationIds[0] ?? '', judgeId: first });
    expect(await propose(roundId)).toMatchObject({
      state: 'SUCCEEDED',
      result: { outcome: 'WHOLE' },
    });
    const found = await admin.getAssignment({ roundId });
    expect(found).toMatchObject({
      state: 'PROPOSED',
      outcome: 'WHOLE',
      applications: 9,
      shortPanels: 0,
      clashes: [],
    });
    expect(found.panels.map(({ applicationId }) => applicationId)).toEqual([...applicationIds].sort());
    expect(found.panels.flatMap(({ shortfalls }) => shortfalls)).toEqual([]);
    expect(found.bound).toBeGreaterThanOrEqual(found.total);
    expect(found.gapPercent).toBeLessThanOrEqual(2);
    const seats = found.panels.flatMap(({ seats }) => seats);
    expect(seats.filter(({ standing }) => standing).map(({ judgeId }) => judgeId)).toEqual([first]);
    const request = { roundId, etag: found.etag, requestId: 'apply-1' };
    const started = await admin.adoptAssignment(request);
    const applied = await ended(started);
    expect(applied).toMatchObject({ state: 'SUCCEEDED', result: { reviews: '26' }, done: 26, total: 26 });
    expect((await admin.getAssignment({ roundId })).state).toBe('APPLIED');
    const { reviews } = await admin.listReviews({ roundId });
    expect(reviews).toHaveLength(27);
    expect(reviews.find(({ id }) => id === byHand.id)?.etag).toBe(byHand.etag);
    for (const applicationId of applicationIds) {
      const panel = await admin.getPanel({ applicationId });
      expect([panel.reviews.length, panel.shortfalls]).toEqual([3, []]);
    }
    // The reply was lost: the same request gets its operation, though its etag is old now.
    expect((await admin.adoptAssignment(request)).id).toBe(started.id);
    const again = await ended(await admin.adoptAssignment({ roundId }));
    expect(again.state).toBe('SUCCEEDED');
    expect((await admin.listReviews({ roundId })).reviews.map(({ etag }) => etag)).toEqual(
      reviews.map(({ etag }) => etag),
    );
  }));

test('an application of the assignment that stopped half way continues where it stopped', () =>
  withJudges(MIXED, async () => {
    const { roundId } = await ground.planned(6, { panel: { panelSize: 2 } });
    await propose(roundId);
    const both = await Promise.all([1, 2].map(() => admin.adoptAssignment({ roundId })));
    const states = await Promise.all(both.map(async (one) => (await ended(one)).state));
    expect(states).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect((await admin.listReviews({ roundId })).reviews).toHaveLength(12);
  }));

test('a change since the search is named, and nothing is assigned', () =>
  withJudges(MIXED, async (ids) => {
    const { roundId, applicationIds } = await ground.planned(4, { panel: RULES });
    await propose(roundId);
    const { panels, etag } = await admin.getAssignment({ roundId });
    const seat = panels[0]?.seats[0];
    const applicationId = panels[0]?.applicationId ?? '';
    await admin.declareConflict({ id: seat?.judgeId ?? '', objectId: applicationId, reason: 'FAMILY' });
    await expect(admin.adoptAssignment({ roundId })).rejects.toMatchObject({
      kind: 'rule',
      code: 'judge_assignment.outdated',
      message: expect.stringContaining(`${applicationId} (conflict of interest)`),
    });
    await propose(roundId);
    await expect(admin.adoptAssignment({ roundId, etag })).rejects.toMatchObject({ code: 'etag.stale' });
    expect((await admin.listReviews({ roundId })).reviews).toEqual([]);
    const renewed = await admin.getAssignment({ roundId });
    const own = renewed.panels.find((panel) => panel.applicationId === applicationId)?.seats ?? [];
    expect(own.map(({ judgeId }) => judgeId)).not.toContain(seat?.judgeId);
    expect(ids).toEqual(expect.arrayContaining(own.map(({ judgeId }) => judgeId)));
    expect(applicationIds).toContain(applicationId);
  }));

test('a clash is named with numbers and a way out, and cannot be applied', () =>
  withJudges(MIXED, async () => {
    const { roundId } = await ground.planned(9, { panel: { ...RULES, loadMin: 0, loadMax: 2 } });
    expect(await propose(roundId)).toMatchObject({ result: { outcome: 'IMPOSSIBLE' } });
    const { outcome, clashes, bound, gapPercent, explanation } = await admin.getAssignment({ roundId });
    expect([outcome, bound, gapPercent]).toEqual(['IMPOSSIBLE', 0, 0]);
    expect(explanation?.ko).toMatch(/함께 충족할 수 없는/);
    const [clash] = clashes;
    expect(clash?.demands.map(({ demand }) => demand)).toContain('load_max');
    expect(clash?.demands).toHaveLength(2);
    expect(clash?.needed).toBeGreaterThan(clash?.available ?? 0);
    expect(clash?.text?.en).toContain(`${clash?.needed} places`);
    expect(clash?.wayOut?.ko).toMatch(/loadMax/);
    await expect(admin.adoptAssignment({ roundId })).rejects.toMatchObject({ code: 'judge_assignment.not_whole' });
  }));

test('names the application for which the only free judge has a conflict', () =>
  withJudges([{}, {}, { holdings: ['ven_1'] }], async () => {
    const { roundId, applicationIds } = await ground.planned(3, { panel: { panelSize: 3 } });
    await propose(roundId);
    const { clashes } = await admin.getAssignment({ roundId });
    expect(clashes).toHaveLength(1);
    expect(clashes[0]).toMatchObject({
      demands: [
        { demand: 'panel_size', wanted: 3 },
        { demand: 'conflicts', wanted: 0 },
      ],
      applicationIds: [applicationIds[1]],
      smallest: true,
    });
    expect(clashes[0]?.text?.en).toMatch(/^Application .* of Gaon1 Sensor: .*Judges who are free: 2 /);
  }));

test('a soft conflict needs a reason, and each of its reviews keeps the reason', () => {
  const today = new Date();
  const past = (years: number) => ({ year: today.getUTCFullYear() - years, month: 1, day: 2 });
  const employers = [{ organisationId: 'ven_0', from: past(9), to: past(3) }];
  return withJudges([{ employers }, {}, {}], async ([soft]) => {
    const { roundId, applicationIds } = await ground.planned(2, { panel: { panelSize: 3 } });
    await propose(roundId);
    const found = await admin.getAssignment({ roundId });
    expect([found.outcome, found.softConflicts]).toEqual(['WHOLE', 1]);
    await expect(admin.adoptAssignment({ roundId })).rejects.toMatchObject({ code: 'review.conflict_wants_reason' });
    await ended(await admin.adoptAssignment({ roundId, reason: 'nobody else knows the field' }));
    const { reviews } = await admin.listReviews({ roundId });
    const withReason = reviews.filter(({ reason }) => reason !== '');
    expect(withReason.map(({ judgeId, applicationId }) => [judgeId, applicationId])).toEqual([
      [soft, applicationIds[0]],
    ]);
  });
});

test('given scores stay, and a judge who recused themselves is not proposed again', () =>
  withJudges([{}, {}, {}, {}], async (ids) => {
    const { roundId, applicationIds } = await ground.planned(1, { panel: { panelSize: 2 } });
    const [applicationId = ''] = applicationIds;
    const [one = '', two = ''] = ids;
    const [given, recused] = [
      await admin.assignJudge({ applicationId, judgeId: one }),
      await admin.assignJudge({ applicationId, judgeId: two }),
    ];
    const subjectOf = async (id: string) => (await admin.getJudge({ id })).subject;
    await admin.startJudging({ roundId });
    await ground.as('judge', await subjectOf(one)).submitReview({ id: given.id, scores: scores(3, 3) });
    await ground.as('judge', await subjectOf(two)).recuseReview({ id: recused.id, reason: 'FAMILY' });
    await propose(roundId);
    const judgesOn = (await admin.getAssignment({ roundId })).panels[0]?.seats.map(({ judgeId }) => judgeId) ?? [];
    expect(judgesOn).toContain(one);
    expect(judgesOn).not.toContain(two);
    await ended(await admin.adoptAssignment({ roundId }));
    await admin.closeJudging({ roundId });
    await expect(admin.solveAssignment({ roundId })).rejects.toMatchObject({ code: 'judging.not_open' });
  }));

test('a cancelled search leaves the best result so far', () =>
  withJudges(MIXED, async () => {
    const { roundId } = await ground.planned(9, { panel: RULES });
    const { id } = await admin.solveAssignment({ roundId, seconds: 60 });
    // A search that is cancelled before its first result would leave none.
    await eventually(async () => {
      const { state, total } = await ops.getOperation({ service: 'program-scheduler', id });
      return state !== 'RUNNING' || total > 0;
    });
    await ops.cancelOperation({ service: 'program-scheduler', id });
    const { state } = await ended({ id });
    expect(['CANCELLED', 'SUCCEEDED']).toContain(state);
    expect((await admin.getAssignment({ roundId })).panels).toHaveLength(9);
  }));

test('clear refusals: no plan, votes, no application, no proposal, no right', async () => {
  const { roundId } = await ground.roundOf(1);
  await expect(admin.solveAssignment({ roundId })).rejects.toMatchObject({ code: 'judging.not_planned' });
  await expect(admin.getAssignment({ roundId })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(admin.adoptAssignment({ roundId })).rejects.toMatchObject({ kind: 'not_found' });
  await admin.planJudging({ roundId, mode: 'VOTES' });
  await expect(admin.solveAssignment({ roundId })).rejects.toMatchObject({ code: 'judging.by_votes' });
  const empty = await ground.planned(0);
  await expect(admin.solveAssignment({ roundId: empty.roundId })).rejects.toMatchObject({
    code: 'judge_assignment.no_applications',
  });
  await expect(admin.solveAssignment({ roundId, seconds: 301 })).rejects.toMatchObject({ kind: 'invalid' });
  const judge = ground.as('judge', 'judge-x');
  await expect(judge.getAssignment({ roundId })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(judge.solveAssignment({ roundId })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a panel without any judge is named as the clash', async () => {
  const { roundId } = await ground.planned(3);
  await propose(roundId);
  const { clashes } = await admin.getAssignment({ roundId });
  expect(clashes).toHaveLength(1);
  expect(clashes[0]?.demands).toEqual([{ demand: 'panel_size', wanted: 3 }]);
  expect(clashes[0]?.text?.ko).toContain('0명');
});

test('an assignment of the first released shape is still read', async () => {
  const { roundId } = await ground.planned(1);
  const file = new URL('./fixture/judge-assignment.schema-1.json', import.meta.url);
  const stored = BSON.EJSON.parse(readFileSync(file, 'utf8'));
  const { assignmentId } = await import('./store.ts');
  const _id = assignmentId(roundId);
  const state = { ...stored.state, id: _id, roundId };
  await ground.stack
    .database('program')
    .collection('judge_assignment')
    .insertOne({ ...stored, _id, state });
  expect(await admin.getAssignment({ roundId })).toMatchObject({
    outcome: 'IMPOSSIBLE',
    total: 500,
    panels: [{ applicationId: 'app_0', seats: [{ judgeId: 'jud_0', fit: 500, standing: true }] }],
    clashes: [{ demands: [{ demand: 'women_min', wanted: 1 }], smallest: true }],
    etag: '1',
  });
});
