/** Runs the search in a thread, so that the process can still answer calls. */
import { answerOf, askThread } from '@naru/solving/thread';
import type { AssignmentProblem } from './problem.ts';
import type { Answer, Progress, Task } from './task.ts';

export interface RunOptions {
  seconds: number;
  seed?: number;
  /** Ends the search early. The answer is then the best so far. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** @returns the best assignment found within the time, and the wall time of the search */
export function runAssignment(
  problem: AssignmentProblem,
  { seconds, seed = 1, signal, onProgress }: RunOptions,
): Promise<Answer> {
  const file = new URL('./worker.ts', import.meta.url);
  const asked = askThread<Task, Progress, Answer>({ file, question: { problem, seed, seconds }, hurry: signal });
  return answerOf(asked, onProgress);
}
