import { expect, test } from '@jest/globals';
import { rankByVotes } from '@naru/score-model/bradley-terry';
import { rankByScores } from '@naru/score-model/score-model';
import { commandOnFile } from './fixture/command.ts';

const { written, run, runOn } = commandOnFile('ranking');

const applications = Array.from({ length: 400 }, (_, a) => `app_${a}`);
const scores = applications.flatMap((application, a) =>
  [0, 1, 2].map((place) => ({ application, judge: `jud_${(a + 7 * place) % 30}`, score: (a * 37 + place * 11) % 101 })),
);

test('scores give ranks with their uncertainty, complete through a pipe', () => {
  const { status, stdout } = run(written({ applications, scores, places: 40 }), '--seed', '5');
  expect(status).toBe(0);
  const asked = scores.map(({ application, judge, score }) => ({ applicationId: application, judgeId: judge, score }));
  const table = rankByScores({ applicationIds: applications, scores: asked, places: 40, seed: 5 });
  expect(stdout.length).toBeGreaterThan(50_000);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(table)));
});

const VOTES = {
  applications: ['a', 'b', 'c'],
  votes: [
    { winner: 'a', loser: 'b' },
    { winner: 'b', loser: 'c' },
  ],
};

test('votes do too, from standard input', () => {
  const { status, stdout } = runOn(VOTES);
  expect(status).toBe(0);
  const asked = VOTES.votes.map(({ winner, loser }) => ({ winnerId: winner, loserId: loser }));
  const table = rankByVotes({ applicationIds: VOTES.applications, votes: asked, places: 0, seed: 1 });
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(table)));
});

const score = { application: 'a', judge: 'j', score: 50 };

test.each<[unknown, string]>([
  ['{', 'is not JSON'],
  ['{"a": {"b": 1, "b": 2}}', 'a.b: stands twice'],
  ['1', 'the file: must be one JSON object with applications, and scores or votes'],
  [{ applications: ['a'] }, 'the file: must have either scores or votes'],
  [{ ...VOTES, scores: [] }, 'the file: must have either scores or votes'],
  [{ ...VOTES, applications: ['a', 'b', 'c', 'a'] }, 'applications: names one twice'],
  [
    { ...VOTES, votes: [{ winner: 'a', loser: 'd' }] },
    'votes[0].loser: is "d"; it must be the id of one of the applications',
  ],
  [{ ...VOTES, votes: [{ winner: 'a', loser: 'a' }] }, 'votes[0].loser: is "a", which is winner too'],
  [
    { applications: ['a'], scores: [{ ...score, score: 101 }] },
    'scores[0].score: is 101; it must be a number from 0 to 100',
  ],
  [{ applications: ['a'], scores: [score, score] }, 'scores[1]: is a second score of this judge'],
])('a file that is no list of scores or votes is refused: %j', (content, complaint) => {
  const { status, stdout, stderr } = run(written(content));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});

test('an unknown flag is refused with the list of flags', () => {
  const { status, stderr } = run(written(VOTES), '--seconds', '3');
  expect(status).toBe(2);
  expect(stderr).toContain('the flags are --seed');
});
