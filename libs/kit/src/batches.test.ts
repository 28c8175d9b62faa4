import { expect, test } from '@jest/globals';
import { inBatches } from './batches.ts';

async function* count(to: number) {
  for (let one = 1; one <= to; one += 1) yield one;
}

test.each([
  [0, []],
  [1, [[1]]],
  [2, [[1, 2]]],
  [3, [[1, 2], [3]]],
  [
    4,
    [
      [1, 2],
      [3, 4],
    ],
  ],
])('%d in lists of two: the last may be short, and none is empty', async (to, lists) => {
  const batches: number[][] = [];
  for await (const batch of inBatches(count(to), 2)) batches.push(batch);
  expect(batches).toEqual(lists);
});
