import { expect, test } from '@jest/globals';
import { chanceOf, shuffled } from '@naru/solving/chance';
import fc from 'fast-check';
import { rankByVotes, type Vote } from './bradley-terry.ts';

const rank = (applicationIds: readonly string[], votes: readonly Vote[], places = 2) =>
  rankByVotes({ applicationIds, votes, places, seed: 5 });
const beats = (winnerId: string, loserId: string, times = 1): Vote[] => Array(times).fill({ winnerId, loserId });

test('strengths that generated the votes come out in order', () => {
  const chance = chanceOf(3);
  const teams = Array.from({ length: 9 }, (_, index) => `app_${index}`);
  const votes = Array.from({ length: 40 }, () =>
    teams.flatMap((a, i) =>
      teams.slice(i + 1).map((b, j): Vote => {
        const [pa, pb] = [1.7 ** -i, 1.7 ** -(i + 1 + j)];
        return chance() < pa / (pa + pb) ? { winnerId: a, loserId: b } : { winnerId: b, loserId: a };
      }),
    ),
  ).flat();
  const { rows, notCorrectedBecause } = rank(teams, votes, 5);
  expect(notCorrectedBecause).toBe('');
  expect(rows.map(({ id }) => id)).toEqual(teams);
});

test('two teams: the strengths follow from the votes and the prior, by hand', () => {
  // At the maximum, the votes won equal the expected ones: 3.5 of 4 votes and one against a team of strength 1.
  const [first, second] = rank(['app_a', 'app_b'], [...beats('app_a', 'app_b', 3), ...beats('app_b', 'app_a')], 1).rows;
  const strength = (score = 0) => score / (100 - score);
  const [a, b] = [strength(first?.score), strength(second?.score)];
  expect(4 * (a / (a + b)) + a / (a + 1)).toBeCloseTo(3.5, 6);
  expect(4 * (b / (a + b)) + b / (b + 1)).toBeCloseTo(1.5, 6);
});

test('a team that wins every vote has a finite strength with an uncertainty', () => {
  const [first] = rank(['app_a', 'app_b'], beats('app_a', 'app_b', 5), 1).rows;
  expect(first).toMatchObject({ id: 'app_a', raw: 100, inTieZone: false });
  expect(first?.score).toBeLessThan(100);
  expect(first?.standardError).toBeGreaterThan(0);
});

test('one vote decides nothing: both teams are in the tie zone', () => {
  const { rows } = rank(['app_a', 'app_b'], beats('app_a', 'app_b'), 1);
  expect(rows.map(({ inTieZone }) => inTieZone)).toEqual([true, true]);
});

test('exactly tied teams have the same interval and stand in the tie zone together, wherever the cut is', () => {
  const teams = ['app_a', 'app_b', 'app_c', 'app_d', 'app_e'];
  // b, c and d beat each other in a ring; each loses to a and beats e.
  const ring = [...beats('app_b', 'app_c'), ...beats('app_c', 'app_d'), ...beats('app_d', 'app_b')];
  const votes = ['app_b', 'app_c', 'app_d'].flatMap((one) => [...beats('app_a', one, 2), ...beats(one, 'app_e', 2)]);
  for (const places of [1, 2, 3, 4]) {
    const { rows } = rank(teams, [...ring, ...votes], places);
    const tied = rows.filter(({ rank: shared }) => shared === 2);
    expect(tied.map(({ id }) => id)).toEqual(['app_b', 'app_c', 'app_d']);
    const uncertainty = tied.map(({ rankLow, rankHigh, topProbability, inTieZone }) =>
      JSON.stringify([rankLow, rankHigh, topProbability, inTieZone]),
    );
    expect(new Set(uncertainty).size).toBe(1);
    expect(rows.reduce((sum, { topProbability = 0 }) => sum + topProbability, 0)).toBeCloseTo(places, 6);
  }
});

test('groups without a vote between them are not put in one order, and the result says so', () => {
  const votes = [...beats('app_a', 'app_b', 3), ...beats('app_c', 'app_d', 2), ...beats('app_d', 'app_c')];
  const { rows, notCorrectedBecause } = rank(['app_a', 'app_b', 'app_c', 'app_d'], votes);
  expect(notCorrectedBecause).toBe('DISCONNECTED');
  expect(rows.every(({ standardError }) => standardError === undefined)).toBe(true);
  expect(rank(['app_a', 'app_b'], []).notCorrectedBecause).toBe('NO_VOTES');
  expect(rank(['app_a', 'app_b', 'app_c'], beats('app_a', 'app_b')).notCorrectedBecause).toBe('DISCONNECTED');
});

test('the order of votes does not change the answer; votes about unknown applications do not count', () => {
  const teams = ['app_a', 'app_b', 'app_c'];
  const votes = [...beats('app_a', 'app_b', 2), ...beats('app_b', 'app_c', 2), ...beats('app_c', 'app_a')];
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const mixed = shuffled([...votes, ...beats('app_gone', 'app_a', 3)], chanceOf(seed));
      expect(rank(shuffled(teams, chanceOf(seed)), mixed)).toEqual(rank(teams, votes));
    }),
    { numRuns: 10 },
  );
});
