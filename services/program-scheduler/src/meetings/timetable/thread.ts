/** Solves or repairs one timetable in a thread of its own, so that the service goes on answering. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Instance } from '@naru/timetable-solver/instance';
import { type RepairTask, repairTimetable } from '@naru/timetable-solver/repair';
import { solveTimetable } from '@naru/timetable-solver/solve';
import type { News, Task } from './solver.ts';

const task = workerData as Task;
const tell = (news: News) => parentPort?.postMessage(news);

if (task.kind === 'repair') tell({ repair: repairTimetable(task.task as RepairTask) });
else await solve(task.instance, task.seconds);
parentPort?.close();

/** The first timetable is told at once, better ones not more often than parties need to look. */
async function solve(instance: Instance, seconds: number): Promise<void> {
  const EVERY_MS = 1_000;
  const stop = new AbortController();
  parentPort?.once('message', () => stop.abort());
  let toldAt = Number.NEGATIVE_INFINITY;
  const answer = await solveTimetable(instance, {
    seconds,
    signal: stop.signal,
    onProgress: (progress, current) => {
      const now = performance.now();
      const isDue = now - toldAt >= EVERY_MS;
      if (isDue) toldAt = now;
      tell({ progress, ...(isDue && { answer: current() }) });
    },
  });
  tell({ answer, last: true });
}
