/** The worker that solves or repairs one timetable, so that the service goes on answering calls. */
import { type Asker, answerInThread } from '@naru/solving/thread';
import { type Repair, repairTimetable } from '@naru/timetable-solver/repair';
import { solveTimetable, type Timetable } from '@naru/timetable-solver/solve';
import type { News, SolveTask, Task } from './task.ts';

/** The first timetable is reported at once, better ones at most as often as officers need to look. */
const TELL_EVERY_MS = 1_000;

await answerInThread<Task, News, Repair | Timetable>((task, asker) =>
  'repair' in task ? repairTimetable(task.repair) : solve(task.solve, asker),
);

function solve({ instance, seconds }: SolveTask, { tell, hurried }: Asker<News>): Promise<Timetable> {
  let toldAt = Number.NEGATIVE_INFINITY;
  return solveTimetable(instance, {
    seconds,
    signal: hurried,
    onProgress: (progress, current) => {
      const now = performance.now();
      const isDue = now - toldAt >= TELL_EVERY_MS;
      if (isDue) toldAt = now;
      tell({ progress, ...(isDue && { answer: current() }) });
    },
  });
}
