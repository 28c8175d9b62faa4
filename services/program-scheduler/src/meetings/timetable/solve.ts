/** Solves a timetable as an operation: the first solution is stored at once, better ones while it runs. */
import type { OperationWork, Progress as Steps } from '@naru/kit/operations';
import { answerOf } from '@naru/solving/thread';
import type { Timetable as Answer, Progress } from '@naru/timetable-solver/solve';
import { instanceOf } from './instance.ts';
import { applySolution } from './lifecycle.ts';
import { draft } from './refusals.ts';
import { solveInThread } from './solver.ts';
import type { TimetableStore } from './store.ts';
import type { News } from './task.ts';
import { refuse } from './texts.ts';

export const SOLVE_KIND = 'program.timetable_solve';
/** A caller who watches the operation gets its progress at most four times a second. */
const TELL_EVERY_S = 0.25;

/**
 * After a crash the search starts again. What it stored before stays unless it finds a better solution. Its result
 * holds for the inputs at the time of the request.
 */
export const solving =
  (timetables: TimetableStore): OperationWork =>
  async ({ params, cause }, steps) => {
    const { timetableId, inputs, seconds } = params as { timetableId: string; inputs: number; seconds: number };
    const timetable = draft((await timetables.find(timetableId))?.state ?? null);
    if (timetable.inputs !== inputs) throw refuse('changed');
    const save = (answer: Answer) =>
      timetables.change(timetableId, (one) => applySolution(one, { inputs, answer, solvedAt: cause().now }), cause());
    let toldAt = Number.NEGATIVE_INFINITY;
    const hear = async ({ progress, answer }: News) => {
      if (answer) await save(answer);
      if (!answer && progress.seconds - toldAt < TELL_EVERY_S) return;
      toldAt = progress.seconds;
      await report(steps, { done: Math.round(progress.seconds), total: seconds, figures: progressOf(progress) });
    };
    const answer = await answerOf(solveInThread({ instance: instanceOf(timetable), seconds }, steps.signal), hear);
    await save(answer);
    const figures = resultOf(answer);
    await report(steps, { done: seconds, total: seconds, figures });
    // A cancelled operation has stored its best result. If the service stops, another replica continues the work.
    steps.signal.throwIfAborted();
    return figures;
  };

/** The signal may have ended the search; its last result must be stored all the same. */
async function report(
  { step, signal }: Steps,
  { done, total, figures }: { done: number; total: number; figures: Record<string, string> },
): Promise<void> {
  try {
    await step(Math.min(done, total), total, figures);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

const progressOf = ({ unplaced, gaps, bound, seconds }: Progress): Record<string, string> => ({
  ...{ unplaced: String(unplaced), gaps: String(gaps), bound: String(bound) },
  seconds: seconds.toFixed(2),
});

const resultOf = ({ unplaced, gaps, bound, proven, seconds }: Answer): Record<string, string> => ({
  ...progressOf({ unplaced: unplaced.length, gaps, bound, seconds }),
  proven: String(proven),
});
