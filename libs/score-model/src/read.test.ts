import { expect, test } from '@jest/globals';
import { told } from '@naru/solving/fixture/told';
import { readJudgements } from './read.ts';

const score = { application: 'a', judge: 'j', score: 50 };
const vote = { winner: 'a', loser: 'b' };
const scored = { applications: ['a', 'b'], scores: [score], places: 1 };
const voted = { applications: ['a', 'b'], votes: [vote] };
const wrong = (value: unknown) => readJudgements(value, 3).faults.map(told);
const withScores = (...scores: unknown[]) => wrong({ ...scored, scores });
const withVotes = (...votes: unknown[]) => wrong({ ...voted, votes });

test('scores are read with the places and the seed; votes too; omitted places are 0', () => {
  expect(readJudgements({ ...scored, note: 'let be' }, 3).found).toEqual({
    scores: {
      applicationIds: ['a', 'b'],
      places: 1,
      seed: 3,
      scores: [{ applicationId: 'a', judgeId: 'j', score: 50 }],
    },
  });
  expect(readJudgements(voted, 4).found).toEqual({
    votes: { applicationIds: ['a', 'b'], places: 0, seed: 4, votes: [{ winnerId: 'a', loserId: 'b' }] },
  });
  expect(readJudgements({ ...voted, votes: [], places: null }, 4).found).toMatchObject({
    votes: { places: 0, votes: [] },
  });
});

test.each([null, [], 'x'])('%j is neither scores nor votes', (value) => {
  expect(wrong(value)).toEqual([': no_judgements']);
});

test('a file has either scores or votes', () => {
  const either = ': scores_or_votes';
  expect(wrong({ applications: ['a'] })).toEqual([either]);
  expect(wrong({ ...scored, votes: [] })).toEqual([either]);
});

test('applications are unique texts, and the places a whole number', () => {
  expect(wrong({ ...voted, applications: ['a', 'b', 'a'] })).toEqual(['applications: one_twice']);
  expect(wrong({ ...voted, applications: ['a', 'b', ''] })).toEqual([expect.stringContaining('applications[2]')]);
  for (const places of [-1, 0.5, 5_001])
    expect(wrong({ ...voted, places })).toEqual([expect.stringContaining('places')]);
  expect(wrong({ ...voted, places: 5_000 })).toEqual([]);
});

test('a score is a number from 0 to 100; a judge gives one score to an application', () => {
  expect(
    withScores(
      { ...score, score: 0 },
      { ...score, judge: 'k', score: 100 },
      { ...score, application: 'b', score: 71.5 },
    ),
  ).toEqual([]);
  for (const one of [-0.1, 100.1, '50', null, Number.NaN])
    expect(withScores({ ...score, score: one })).toEqual([expect.stringContaining('scores[0].score')]);
  expect(withScores(score, { ...score, score: 40 })).toEqual(['scores[1]: second_score']);
  expect(withScores({ ...score, application: 'c' })).toEqual([expect.stringContaining('scores[0].application')]);
  expect(withScores({ ...score, judge: '' })).toEqual([expect.stringContaining('scores[0].judge')]);
  expect(withScores('x')[0]).toContain('scores[0]: object "x"');
});

test('a vote compares two of the applications', () => {
  expect(withVotes(vote, { winner: 'b', loser: 'a' })).toEqual([]);
  expect(withVotes({ winner: 'a', loser: 'a' })).toEqual(['votes[0].loser: same "a" winner']);
  expect(withVotes({ winner: 'a', loser: 'c' })).toEqual([expect.stringContaining('votes[0].loser: unknown_id "c"')]);
  expect(withVotes({ winner: 'c', loser: 'c' })).toHaveLength(2);
  expect(withVotes(7)[0]).toContain('votes[0]: object 7');
});
