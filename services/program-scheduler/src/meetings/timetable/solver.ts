/** Starts the threads of the solver. */
import { answerOf, askThread } from '@naru/solving/thread';
import type { Repair, RepairTask } from '@naru/timetable-solver/repair';
import type { Timetable as Answer } from '@naru/timetable-solver/solve';
import type { News, SolveTask, Task } from './task.ts';

const file = new URL('./thread.ts', import.meta.url);

export const repairInThread = (repair: RepairTask): Promise<Repair> =>
  answerOf(askThread<Task, never, Repair>({ file, question: { repair } }));

/**
 * Reports that wait are joined into the newest one. Where the signal ends the search, its best result is still the
 * answer.
 */
export const solveInThread = (solve: SolveTask, signal: AbortSignal): AsyncGenerator<News, Answer, void> =>
  askThread<Task, News, Answer>({ file, question: { solve }, hurry: signal }, (earlier, later) => ({
    ...earlier,
    ...later,
  }));
