import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DealConfirmed, DealDropped } from '@naru/contracts/investor/v1/events';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { publisher } from '@naru/testing/publisher';
import { CRITERIA, type Ground, type Judging, outcomes, scores, startGround } from '../../fixture/jury.ts';

let ground: Ground;
let admin: Judging;

beforeAll(async () => {
  ground = await startGround();
  admin = ground.admin;
});

afterAll(() => ground?.stop());

test('no judge is assigned against a hard conflict from any source; a soft one needs a reason', async () => {
  const investor = await publisher(ground.stack, 'investor');
  const { applicationIds } = await ground.planned(2);
  const [own, deal] = [applicationIds[0] ?? '', applicationIds[1] ?? ''];
  const owner = await ground.newJudge({ holdings: ['ven_0'] });
  const neighbour = await ground.newJudge({ centreId: 'KR-28' });
  const financier = await ground.newJudge({ actsFor: ['inv_1'] });
  const told = (stage: 'CONFIRMED' | 'DROPPED', codec: typeof DealConfirmed | typeof DealDropped, version: number) => {
    const message = codec.fromPartial({ deal: { id: 'deal_1', ventureId: 'ven_1', investorId: 'inv_1', stage } });
    return investor.say({ codec, message, aggregate: 'deal_1', version });
  };
  await told('CONFIRMED', DealConfirmed, 3);
  await drained(ground.stack, 'investor');
  const barred = { kind: 'rule', code: 'review.conflict' };
  const reason = 'nobody else knows the field';
  await expect(admin.assignJudge({ applicationId: own, judgeId: owner.id, reason })).rejects.toMatchObject(barred);
  await expect(admin.assignJudge({ applicationId: own, judgeId: neighbour.id })).rejects.toMatchObject(barred);
  await expect(admin.assignJudge({ applicationId: deal, judgeId: financier.id })).rejects.toMatchObject(barred);
  await owner.client.declareConflict({ id: owner.id, objectId: 'ven_1', reason: 'FAMILY' });
  await expect(admin.assignJudge({ applicationId: deal, judgeId: owner.id })).rejects.toMatchObject(barred);
  const panel = await admin.getPanel({ applicationId: deal });
  const found = (id: string) => panel.candidates.find(({ judgeId }) => judgeId === id)?.conflicts;
  const objectName = { ko: '가온1 센서', en: 'Gaon1 Sensor' };
  expect(found(owner.id)).toEqual([{ source: 'DECLARED', objectId: 'ven_1', objectName, hard: true }]);
  expect(found(financier.id)).toEqual([{ source: 'DEAL', objectId: 'deal_1', hard: true }]);
  await told('DROPPED', DealDropped, 4);
  await drained(ground.stack, 'investor');
  await expect(admin.assignJudge({ applicationId: deal, judgeId: financier.id })).rejects.toMatchObject({
    code: 'review.conflict_wants_reason',
  });
  expect(await admin.assignJudge({ applicationId: deal, judgeId: financier.id, reason })).toMatchObject({ reason });
  await investor.stop();
});

test('a blind judge sees a label and a text without names; the secretariat sees everything', async () => {
  const { roundId, applicationIds } = await ground.planned(3, { blind: true });
  const [one, two] = [await ground.newJudge(), await ground.newJudge()];
  for (const applicationId of applicationIds)
    for (const { id } of [one, two]) await admin.assignJudge({ applicationId, judgeId: id });
  const labels = async (client: Judging) => (await client.listReviews({ roundId })).reviews.map(({ label }) => label);
  expect((await labels(one.client)).sort()).toEqual(['A-01', 'A-02', 'A-03']);
  const seen = new Map((await admin.listReviews({ roundId })).reviews.map((review) => [review.id, review]));
  const [a, b] = await Promise.all([one, two].map(({ client }) => client.listReviews({ roundId })));
  for (const review of a?.reviews ?? []) {
    expect(review.applicationId).toBe('');
    const same = b?.reviews.find(({ label }) => label === review.label);
    expect(seen.get(same?.id ?? '')?.applicationId).toBe(seen.get(review.id)?.applicationId);
    const sheet = await one.client.getReviewSheet({ id: review.id });
    expect(sheet).toMatchObject({ blind: true, ventureId: '', sectors: ['IOT'], criteria: CRITERIA });
    expect(sheet.name).toBeUndefined();
    expect(JSON.stringify(sheet.pitch)).not.toMatch(/gaon|가온|a@b/i);
    expect(JSON.stringify(await admin.getReviewSheet({ id: review.id }))).toMatch(/Gaon/);
    const { id } = review;
    const { client } = one;
    const read = [client.getReview({ id }), client.getReviewSheet({ id }), client.listReviews({ roundId })];
    const more = [client.getJudging({ roundId }), client.listJudgings({})];
    expect(JSON.stringify(await Promise.all([...read, ...more]))).not.toMatch(/gaon|가온|ven_/i);
  }
  expect(await one.client.listReviews({ roundId, applicationId: 'app_none' })).toMatchObject({
    reviews: { length: 3 },
  });
  const id = a?.reviews[0]?.id ?? '';
  await expect(two.client.getReviewSheet({ id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(two.client.submitReview({ id, scores: scores(1, 1) })).rejects.toMatchObject({ kind: 'not_found' });
});

test('concurrent assignments give a judge at most the maximum load, and a panel at most its seats', async () => {
  const { applicationIds } = await ground.planned(9, { panel: { loadMax: 4 } });
  const { id: judgeId } = await ground.newJudge({ loadMax: 3 });
  const first = await outcomes(applicationIds.map((applicationId) => admin.assignJudge({ applicationId, judgeId })));
  expect(first).toEqual({ won: 3, refused: Array(6).fill('review.load_full') });
  const judges = await Promise.all(Array.from({ length: 6 }, () => ground.newJudge()));
  const applicationId = applicationIds[0] ?? '';
  const taken = (await admin.listReviews({ applicationId })).reviews.length;
  const second = await outcomes(judges.map(({ id }) => admin.assignJudge({ applicationId, judgeId: id })));
  expect(second).toEqual({ won: 3 - taken, refused: Array(3 + taken).fill('review.panel_full') });
});

test('another judge can take any place that was given back', async () => {
  const { applicationIds } = await ground.planned(3, { panel: { loadMax: 2 } });
  const { id: judgeId } = await ground.newJudge();
  const [a = '', b = '', c = ''] = applicationIds;
  const first = await admin.assignJudge({ applicationId: a, judgeId });
  await admin.assignJudge({ applicationId: b, judgeId });
  await expect(admin.assignJudge({ applicationId: c, judgeId })).rejects.toMatchObject({ code: 'review.load_full' });
  expect((await admin.unassignJudge({ id: first.id, etag: first.etag })).state).toBe('UNASSIGNED');
  expect((await admin.assignJudge({ applicationId: c, judgeId })).state).toBe('ASSIGNED');
  await expect(admin.unassignJudge({ id: first.id, etag: '9' })).rejects.toMatchObject({ code: 'etag.stale' });
});

test('bad scores are refused with their field, and a judging that is not open accepts none', async () => {
  const { roundId, applicationIds } = await ground.planned(1);
  const { id: judgeId, client } = await ground.newJudge();
  const { id } = await admin.assignJudge({ applicationId: applicationIds[0] ?? '', judgeId });
  const early = { kind: 'rule', code: 'judging.not_open' };
  await expect(client.submitReview({ id, scores: scores(3, 3) })).rejects.toMatchObject(early);
  await admin.startJudging({ roundId });
  await expect(client.submitReview({ id, scores: scores(3, 6) })).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'scores[1].score', said: { en: 'must be from 1 to 5 for team' } }],
  });
  await expect(admin.submitReview({ id, scores: scores(3, 3) })).rejects.toMatchObject({ kind: 'forbidden' });
  const given = await Promise.all([1, 2].map(() => client.submitReview({ id, scores: scores(3, 3) })));
  expect(given.map(({ etag }) => etag)).toEqual(['2', '2']);
  await expect(client.submitReview({ id, scores: scores(1, 1) })).rejects.toMatchObject({ code: 'review.submitted' });
  await admin.reopenReview({ id, reason: 'a slip' });
  const raced = await outcomes([1, 5].map((score) => client.submitReview({ id, scores: scores(score, score) })));
  expect(raced).toEqual({ won: 1, refused: ['review.submitted'] });
  await admin.closeJudging({ roundId });
  await expect(client.submitReview({ id, scores: scores(3, 3) })).rejects.toBeTruthy();
  await expect(admin.reopenReview({ id, reason: 'late' })).rejects.toMatchObject(early);
});

test('a judge who recuses themselves frees the place, and is not assigned again', async () => {
  const { applicationIds } = await ground.planned(1, { panel: { panelSize: 1 } });
  const [first, second] = [await ground.newJudge(), await ground.newJudge()];
  const applicationId = applicationIds[0] ?? '';
  const { id } = await admin.assignJudge({ applicationId, judgeId: first.id });
  expect((await first.client.recuseReview({ id, reason: 'FRIENDSHIP' })).state).toBe('RECUSED');
  expect((await first.client.getJudge({ id: first.id })).declared).toEqual([
    { objectId: applicationId, reason: 'FRIENDSHIP' },
  ]);
  await expect(admin.assignJudge({ applicationId, judgeId: first.id })).rejects.toMatchObject({
    code: 'review.recused',
  });
  expect((await admin.assignJudge({ applicationId, judgeId: second.id })).state).toBe('ASSIGNED');
});

test('refuses assignments while the round accepts applications, since labels depend on all of them', async () => {
  const { roundId, applicationIds } = await ground.roundOf(2, { close: false });
  const { id: rubricId } = await admin.createRubric({ name: { en: 'R' }, criteria: CRITERIA });
  await admin.planJudging({ roundId, mode: 'SCORES', rubricId, panel: { panelSize: 1 } });
  const { id: judgeId } = await ground.newJudge();
  const early = { kind: 'rule', code: 'judging.round_open' };
  await expect(admin.assignJudge({ applicationId: applicationIds[0] ?? '', judgeId })).rejects.toMatchObject(early);
  await expect(admin.solveAssignment({ roundId })).rejects.toMatchObject(early);
});

test('a judge no longer sees an application that was withdrawn during judging, and cannot score it', async () => {
  const { roundId, applicationIds } = await ground.planned(2, { blind: true });
  const { id: judgeId, client } = await ground.newJudge();
  const [gone = '', stays = ''] = applicationIds;
  const { id } = await admin.assignJudge({ applicationId: gone, judgeId });
  const other = await admin.assignJudge({ applicationId: stays, judgeId });
  await admin.startJudging({ roundId });
  await ground.program.withdrawApplication({ id: gone });
  const refused = { kind: 'rule', code: 'application.not_standing' };
  await expect(client.submitReview({ id, scores: scores(3, 3) })).rejects.toMatchObject(refused);
  await expect(client.getReviewSheet({ id })).rejects.toMatchObject(refused);
  expect((await admin.getReviewSheet({ id })).ventureId).toBe('ven_0');
  await eventually(async () => (await client.listReviews({ roundId })).reviews.length === 1);
  expect((await client.listReviews({})).reviews.map((review) => review.id)).toEqual([other.id]);
  expect((await admin.getReview({ id })).state).toBe('UNASSIGNED');
  expect((await client.submitReview({ id: other.id, scores: scores(3, 3) })).state).toBe('SUBMITTED');
});

test('a conflict found after the scores is shown on the panel, and reopening and unassigning removes the scores', async () => {
  const { roundId, applicationIds } = await ground.planned(1, { blind: true });
  const { id: judgeId, client } = await ground.newJudge();
  const applicationId = applicationIds[0] ?? '';
  const { id } = await admin.assignJudge({ applicationId, judgeId });
  await admin.startJudging({ roundId });
  await client.submitReview({ id, scores: scores(5, 5) });
  const profile = { centreId: 'KR-41', expertise: ['IOT' as const], holdings: ['ven_0'] };
  await admin.updateJudge({ id: judgeId, judge: profile, updateMask: ['centre_id', 'expertise', 'holdings'] });
  const conflicts = [{ source: 'OWNERSHIP', objectId: 'ven_0', hard: true }];
  expect((await admin.getPanel({ applicationId })).members).toMatchObject([{ judgeId, conflicts, load: 1 }]);
  await admin.reopenReview({ id, reason: 'owns a part' });
  const again = await client.submitReview({ id, scores: scores(4, 4) }).catch((error: Error) => error);
  expect(again).toMatchObject({ code: 'review.conflict', message: expect.not.stringContaining('ven_0') });
  await admin.recuseReview({ id, reason: 'BUSINESS' });
  expect((await admin.getRanking({ roundId })).entries).toMatchObject([{ judgements: 0 }]);
});
