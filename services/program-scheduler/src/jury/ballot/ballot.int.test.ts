import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Ground, type Judging, startGround } from '../../fixture/jury.ts';

let ground: Ground;
let admin: Judging;

beforeAll(async () => {
  ground = await startGround();
  admin = ground.admin;
});

afterAll(() => ground?.stop());

test('demo day: a voter has one vote on a pair, may change it until the end, and may not vote on their own team', async () => {
  const { roundId, applicationIds } = await ground.roundOf(3);
  await admin.planJudging({ roundId, mode: 'VOTES', places: 1 });
  const [a = '', b = '', c = ''] = applicationIds;
  const voters = ['KR-41', 'KR-42', 'KR-43'].map((centre) =>
    ground.as('centre_officer', `voter-${centre}`, { centre }),
  );
  const [voter] = voters as [Judging];
  const vote = { roundId, preferredId: a, otherId: b };
  await expect(voter.castVote(vote)).rejects.toMatchObject({ code: 'judging.not_open' });
  expect(await ground.stack.database('program').collection('ballot').countDocuments({ 'state.roundId': roundId })).toBe(
    0,
  );
  await admin.startJudging({ roundId });
  const unfilled = await ground.as('centre_officer', 'voter-28', { centre: 'KR-28' }).getBallot({ roundId });
  expect(unfilled).toMatchObject({ votes: [], etag: '' });
  expect(unfilled.teams.map(({ applicationId, free }) => [applicationId, free])).toEqual([
    [a, false],
    [b, true],
    [c, false],
  ]);
  expect(unfilled.teams[1]?.name?.en).toBe('Gaon1 Sensor');
  const stale = { code: 'etag.stale' };
  await expect(voter.castVote({ ...vote, etag: '7' })).rejects.toMatchObject(stale);
  expect((await voter.getBallot({ roundId })).etag).toBe('');
  await Promise.all([1, 2, 3].map(() => voter.castVote(vote)));
  expect((await voter.getBallot({ roundId })).votes).toHaveLength(1);
  const turned = await voter.castVote({ roundId, preferredId: b, otherId: a });
  expect(turned.votes).toMatchObject([{ preferredId: b, otherId: a }]);
  await voter.castVote({ ...vote, etag: turned.etag });
  await expect(voter.castVote({ roundId, preferredId: b, otherId: a, etag: turned.etag })).rejects.toMatchObject(stale);
  expect((await voter.getBallot({ roundId })).votes).toMatchObject([vote].map(({ roundId: _, ...one }) => one));
  for (const one of voters)
    for (const [preferredId, otherId] of [
      [a, b],
      [b, c],
      [a, c],
    ] as const)
      await one.castVote({ roundId, preferredId, otherId });
  const own = ground.as('centre_officer', 'voter-own', { centre: 'KR-27' });
  await expect(own.castVote(vote)).rejects.toMatchObject({ code: 'ballot.conflict' });
  await expect(voter.castVote({ roundId, preferredId: a, otherId: 'app_none' })).rejects.toMatchObject({
    code: 'application.not_standing',
  });
  await admin.closeJudging({ roundId });
  await ground.settled(roundId);
  await expect(voter.castVote(vote)).rejects.toMatchObject({ code: 'judging.not_open' });
  const ranking = await admin.getRanking({ roundId });
  expect(ranking).toMatchObject({ method: 'BRADLEY_TERRY', final: true, notCorrectedBecause: '' });
  expect(ranking.entries.map(({ applicationId }) => applicationId)).toEqual([a, b, c]);
});

test('demo day: officers of a centre share its ballot, with both names on record; a registered judge keeps their own', async () => {
  const { roundId, applicationIds } = await ground.roundOf(2);
  await admin.planJudging({ roundId, mode: 'VOTES', places: 1 });
  await admin.startJudging({ roundId });
  const [a = '', b = ''] = applicationIds;
  const [kim, lee] = ['officer-kim', 'officer-lee'].map((subject) =>
    ground.as('centre_officer', subject, { centre: 'KR-44' }),
  ) as [Judging, Judging];
  const judge = ground.as('judge', 'judge-of-the-day');
  await kim.castVote({ roundId, preferredId: a, otherId: b });
  await judge.castVote({ roundId, preferredId: a, otherId: b });
  const shared = await lee.castVote({ roundId, preferredId: b, otherId: a });
  expect(shared).toMatchObject({
    centreId: 'KR-44',
    voterId: '',
    votes: [{ preferredId: b, otherId: a, votedBy: 'officer-lee' }],
    replaced: [{ preferredId: a, otherId: b, votedBy: 'officer-kim' }],
  });
  expect(await kim.getBallot({ roundId })).toMatchObject({ id: shared.id, votes: [{ votedBy: 'officer-lee' }] });
  expect(await judge.getBallot({ roundId })).toMatchObject({
    centreId: '',
    voterId: 'judge-of-the-day',
    votes: [{ preferredId: a, votedBy: 'judge-of-the-day' }],
  });
  const ballots = ground.stack.database('program').collection('ballot');
  expect(await ballots.countDocuments({ 'state.roundId': roundId })).toBe(2);
  await expect(kim.castVote({ roundId, preferredId: a, otherId: b, centreId: 'KR-45' })).rejects.toMatchObject({
    faults: [{ path: 'centreId', rule: 'ballot.centre_other' }],
  });
  await expect(judge.getBallot({ roundId, centreId: 'KR-44' })).rejects.toMatchObject({ code: 'request.invalid' });
});
