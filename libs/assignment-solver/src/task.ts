/** What the thread of the search is asked, and what it tells. */
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

/** The wall time of the search is part of the answer: the start of the thread does not count. */
export type Answer = Solution & { seconds: number };
