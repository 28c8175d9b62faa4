import { type Instance, readInstance } from '@naru/timetable-solver/instance';
import { solveTimetable } from '@naru/timetable-solver/solve';
import { inMilliseconds, solverCommand } from './solver-command.ts';

/** `npm run -s timetable -- FILE`: a timetable for the instance in a file, as one JSON object. */
export const run = solverCommand<Instance>({
  name: 'timetable',
  what: 'instance of a timetable',
  seconds: '10',
  read: readInstance,
  solve: async (instance, { seconds, seed, signal, show, elapsed }) => {
    const { assignments, unplaced, gaps, bound, proven } = await solveTimetable(instance, {
      ...{ seconds, seed, signal },
      ...(show && {
        onProgress: (now) =>
          show(`${now.seconds.toFixed(1)} s: ${now.unplaced} unplaced, ${now.gaps} gaps, at least ${now.bound}`),
      }),
    });
    return { assignments, unplaced, gaps, bound, proven, seconds: inMilliseconds(elapsed()) };
  },
});
