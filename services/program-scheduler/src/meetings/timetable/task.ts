/** The tasks for the threads of a timetable, and their reports. */
import type { Instance } from '@naru/timetable-solver/instance';
import type { RepairTask } from '@naru/timetable-solver/repair';
import type { Timetable as Answer, Progress } from '@naru/timetable-solver/solve';

export interface SolveTask {
  instance: Instance;
  seconds: number;
}

export type Task = { repair: RepairTask } | { solve: SolveTask };

/** The progress of the search, with the best timetable where it is time to store one. */
export interface News {
  progress: Progress;
  answer?: Answer;
}
