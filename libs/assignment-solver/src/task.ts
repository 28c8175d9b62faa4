/** The question to the thread of the search, and its reports. */
import type { AssignmentProblem } from './problem.ts';
import type { Solution } from './solve.ts';

export interface Task {
  problem: AssignmentProblem;
  seed: number;
  seconds: number;
}

export interface Progress {
  total: number;
  bound: number;
  short: number;
}

/** The thread measures its own wall time, so that its start does not count. */
export type Answer = Solution & { seconds: number };
