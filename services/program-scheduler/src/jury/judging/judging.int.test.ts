import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BSON } from 'mongodb';
import { CRITERIA, type Ground, type Judging, outcomes, scores, startGround } from '../../fixture/jury.ts';
import { judgingId } from './store.ts';

let ground: Ground;
let admin: Judging;

beforeAll(async () => {
  ground = await startGround();
  admin = ground.admin;
});

afterAll(() => ground?.stop());

test('repeating the request that revised a rubric makes no second new version', async () => {
  const { id, etag } = await admin.createRubric({ name: { en: 'Twice' }, criteria: CRITERIA });
  const criteria = CRITERIA.map((one, at) => ({ ...one, weight: one.weight + (at === 0 ? 5 : at === 1 ? -5 : 0) }));
  const revision = { id, criteria, etag, requestId: 'revision' };
  const revised = await admin.reviseRubric(revision);
  await admin.reviseRubric({ id, criteria: CRITERIA });
  const again = await admin.reviseRubric(revision);
  expect(Number(again.etag)).toBe(Number(revised.etag) + 1);
  expect(again.versions.at(-1)?.criteria[0]?.weight).toBe(CRITERIA[0]?.weight);
});

test('from a rubric to a ranking that is corrected for severe and lenient judges', async () => {
  const { roundId, applicationIds } = await ground.planned();
  const judges = await Promise.all([0, 1, 2].map(() => ground.newJudge()));
  for (const applicationId of applicationIds)
    for (const { id } of judges) await admin.assignJudge({ applicationId, judgeId: id });
  await expect(judges[0]?.client.submitReview({ id: 'rev_none', scores: scores(1, 1) })).rejects.toMatchObject({
    kind: 'not_found',
  });
  await admin.startJudging({ roundId });
  for (const [place, { client }] of judges.entries())
    for (const review of (await client.listReviews({ roundId })).reviews) {
      const merit = applicationIds.indexOf(review.applicationId) / 2;
      const given = Math.max(1, Math.min(5, Math.round(5 - merit - place)));
      await client.submitReview({ id: review.id, scores: scores(given, given), etag: review.etag });
    }
  const open = await admin.getRanking({ roundId });
  expect(open).toMatchObject({ method: 'MIXED_MODEL', corrected: true, final: false, places: 5 });
  expect(open.severities.map(({ severity }) => severity > 0)).toContain(false);
  expect(open.entries.map(({ rank }) => rank)).toEqual([...open.entries.map(({ rank }) => rank)].sort((a, b) => a - b));
  expect(open.entries[0]?.scores).toHaveLength(3);
  expect(open.citations).toHaveLength(2);
  await admin.closeJudging({ roundId });
  await ground.settled(roundId);
  const final = await admin.getRanking({ roundId });
  expect(final).toEqual({ ...open, final: true });
  await expect(judges[0]?.client.getRanking({ roundId })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('scores that race with the closing either count or are refused; after that nothing changes', async () => {
  const { roundId, applicationIds } = await ground.planned(9);
  const judges = await Promise.all([0, 1].map(() => ground.newJudge()));
  for (const applicationId of applicationIds)
    for (const { id } of judges) await admin.assignJudge({ applicationId, judgeId: id });
  await admin.startJudging({ roundId });
  const open = await Promise.all(
    judges.map(async ({ client }) => ({ client, reviews: (await client.listReviews({ roundId })).reviews })),
  );
  const submissions = open.flatMap(({ client, reviews }) =>
    reviews.map(({ id }) => client.submitReview({ id, scores: scores(3, 4) })),
  );
  const [{ won, refused }] = await Promise.all([outcomes(submissions), admin.closeJudging({ roundId })]);
  await ground.settled(roundId);
  expect(new Set(refused).size <= 1).toBe(true);
  const { reviews } = await admin.listReviews({ roundId });
  expect(reviews.filter(({ state }) => state === 'SUBMITTED')).toHaveLength(won);
  expect(reviews.filter(({ state }) => state === 'LAPSED')).toHaveLength(18 - won);
  await expect(admin.startJudging({ roundId })).rejects.toMatchObject({ code: 'judging.closed' });
});

test('a judging keeps its version of the rubric, and says when it has too little data to correct scores', async () => {
  const { roundId } = await ground.planned(2);
  const { rubricId } = await admin.getJudging({ roundId });
  const revised = [{ ...CRITERIA[0], weight: 100 }];
  const { versions } = await admin.reviseRubric({ id: rubricId, criteria: revised });
  expect(versions.map(({ number, used }) => [number, used])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect((await admin.getJudging({ roundId })).criteria).toHaveLength(2);
  expect(await admin.getRanking({ roundId })).toMatchObject({
    corrected: false,
    notCorrectedBecause: 'FEW_JUDGES',
    method: 'RAW_MEAN',
  });
  await expect(admin.planJudging({ roundId, mode: 'VOTES' })).rejects.toMatchObject({
    code: 'judging.exists',
  });
  const wrong = [{ ...CRITERIA[0], weight: 90 }];
  await expect(admin.createRubric({ name: { en: 'x' }, criteria: wrong })).rejects.toMatchObject({
    code: 'rubric.weights',
  });
});

test.each(['rubric', 'judge', 'judging', 'review', 'ballot'])(
  'a %s of the first released shape is still read',
  async (noun) => {
    const database = ground.stack.database('program');
    const fixtureOf = (one: string) =>
      BSON.EJSON.parse(readFileSync(new URL(`../${one}/fixture/${one}.schema-1.json`, import.meta.url), 'utf8'));
    const stored = fixtureOf(noun);
    await database.collection(noun).insertOne(stored);
    if (noun === 'ballot') {
      const judging = fixtureOf('judging');
      const state = { ...judging.state, mode: 'VOTES' };
      await database.collection('judging').insertOne({ ...judging, _id: judgingId(stored.state.roundId), state });
    }
    const read: Record<string, () => Promise<object | undefined>> = {
      rubric: () => admin.getRubric({ id: stored._id }),
      judge: () => admin.getJudge({ id: stored._id }),
      judging: async () => (await admin.listJudgings({})).judgings.find(({ id }) => id === stored._id),
      review: () => admin.getReview({ id: stored._id }),
      ballot: () => ground.as('judge', stored.state.voterId).getBallot({ roundId: stored.state.roundId }),
    };
    const answer = await read[noun]?.();
    const { subject, load, seat, ...state } = stored.state;
    expect(answer).toMatchObject(noun === 'judge' ? stored.state : state);
    expect(answer).toMatchObject({ etag: String(stored.version) });
  },
);
