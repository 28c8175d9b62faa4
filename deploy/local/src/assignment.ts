import type { AssignmentProblem } from '@naru/assignment-solver/problem';
import { readRound } from '@naru/assignment-solver/read';
import { runAssignment } from '@naru/assignment-solver/run';
import { inMilliseconds, solverCommand } from './solver-command.ts';

/** `npm run -s assignment -- FILE`: panels for the round in a file, as one JSON object. */
export const run = solverCommand<AssignmentProblem>({
  name: 'assignment',
  what: 'round with judges',
  seconds: '30',
  read: readRound,
  solve: async (problem, { seconds, seed, signal, show, elapsed }) => {
    const { panels, total, bound, state, short, clashes } = await runAssignment(problem, {
      ...{ seconds, seed, signal },
      ...(show && { onProgress: (now) => show(`${now.total} of at most ${now.bound}, ${now.short} panels short`) }),
    });
    const judge = (j: number) => problem.judges[j]?.id;
    const application = (a: number) => problem.applications[a];
    return {
      panels: panels.map((some, a) => ({ application: application(a), judges: some.map(judge) })),
      ...{ total, bound, state, short },
      clashes: clashes.map((clash) => ({
        ...clash,
        applications: clash.applications.map(application),
        judges: clash.judges.map(judge),
      })),
      seconds: inMilliseconds(elapsed()),
    };
  },
});
