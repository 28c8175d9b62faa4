import { expect, test } from '@jest/globals';
import { checkPanels } from './check.ts';
import { problemOfShape } from './generate.ts';
import { runAssignment } from './run.ts';
import { solveAssignment } from './solve.ts';

test('in a thread it finds the same result as without one, and reports its time', async () => {
  const of = problemOfShape({ judges: 20, applications: 100, seed: 1 });
  const { seconds, ...solution } = await runAssignment(of, { seconds: 30, seed: 4 });
  expect(solution).toEqual(solveAssignment(of, { seed: 4 }));
  expect(seconds).toBeGreaterThan(0);
});

test('if it is stopped at its first report, it returns the best so far', async () => {
  const of = problemOfShape({ judges: 200, applications: 2_000, seed: 2, slack: 1.1 });
  const stop = new AbortController();
  const told: number[] = [];
  const { panels, total, bound } = await runAssignment(of, {
    seconds: 300,
    signal: stop.signal,
    onProgress: (progress) => {
      told.push(progress.bound);
      stop.abort();
    },
  });
  expect(told.length).toBeGreaterThan(0);
  expect(panels).toHaveLength(2_000);
  const { violations } = checkPanels(of, panels);
  expect(violations.filter(({ rule }) => ['conflicts', 'load_max', 'judge_twice'].includes(rule))).toEqual([]);
  if (violations.length === 0) expect(total).toBeLessThanOrEqual(bound);
});

test('if it is stopped before it starts, it still returns an answer', async () => {
  const of = problemOfShape({ judges: 20, applications: 100, seed: 1 });
  const { panels } = await runAssignment(of, { seconds: 30, signal: AbortSignal.abort() });
  expect(panels).toHaveLength(100);
});

test('an invalid problem ends the thread with its error, and the caller gets it', async () => {
  const of = problemOfShape({ judges: 20, applications: 100, seed: 1 });
  await expect(runAssignment({ ...of, fixed: [] }, { seconds: 5 })).rejects.toThrow();
});
