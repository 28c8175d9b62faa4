/** What the threads of a timetable are asked, and what they tell. */
import type { Instance } from '@naru/timetable-solver/instance';
import type { RepairTask } from '@naru/timetable-solver/repair';
import type { Timetable as Answer, Progress } from '@naru/timetable-solver/solve';

export interface SolveTask {
  instance: Instance;
  seconds: number;
}

export type Task = { repair: RepairTask } | { solve: SolveTask };

/** How the search gets on; with the best timetable so far where that is due. */
export interface News {
  progress: Progress;
  answer?: Answer;
}
