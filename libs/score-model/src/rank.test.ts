import { expect, test } from '@jest/globals';
import { chanceOf } from '@naru/solving/chance';
import { rank } from './rank.ts';
import { type RankTask, rankNow } from './task.ts';

const chance = chanceOf(3);
const applicationIds = Array.from({ length: 400 }, (_, index) => `app_${index}`);
const common = { applicationIds, places: 40, seed: 5 };

test.each<[string, RankTask]>([
  [
    'scores',
    {
      scores: {
        ...common,
        scores: applicationIds.flatMap((applicationId, a) =>
          [0, 7, 13].map((step) => ({ applicationId, judgeId: `jud_${(a + step) % 40}`, score: 100 * chance() })),
        ),
      },
    },
  ],
  [
    'votes',
    {
      votes: {
        ...common,
        votes: applicationIds.flatMap((winnerId, a) =>
          [1, 5, 11].map((step) => ({ winnerId, loserId: applicationIds[(a + step) % 400] as string })),
        ),
      },
    },
  ],
])('many %s are ranked in a thread, with the same result as without one', async (_, task) => {
  expect(await rank(task)).toEqual(rankNow(task));
});
