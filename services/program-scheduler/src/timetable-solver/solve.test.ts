import { expect, test } from '@jest/globals';
import { checkTimetable } from './check.ts';
import { generateInstance, SHAPES } from './generate.ts';
import { solveByMoves, solveTimetable } from './solve.ts';

test('a day that can be without gaps is found to be so, and that is a proof', async () => {
  const instance = generateInstance({ ...SHAPES.small, planted: true }, 1);
  const found = await solveTimetable(instance, { seconds: 20 });
  expect(found).toMatchObject({ unplaced: [], gaps: 0, bound: 0, proven: true });
  expect(checkTimetable(instance, found)).toMatchObject({ violations: [], gaps: 0, unplaced: 0 });
});

test('the same seed and number of moves give the same timetable', () => {
  const instance = generateInstance(SHAPES.full, 3);
  const [one, two] = [1, 2].map(() => solveByMoves(instance, { moves: 20_000 }));
  expect(one).toEqual(two);
});

test('it stops when it is told to, with a timetable that holds', async () => {
  const instance = generateInstance(SHAPES.full, 4);
  const stop = new AbortController();
  const found = await solveTimetable(instance, {
    seconds: 60,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(checkTimetable(instance, found).violations).toEqual([]);
  expect(found.seconds).toBeLessThan(20);
});
