/** The search in a thread of its own: it tells how it gets on, and ends when its time is over or it is told to. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadHighs } from '@naru/solving/highs';
import { exactlyBy } from './exact.ts';
import type { News, Task } from './run.ts';
import { solveAssignment } from './solve.ts';

const { problem, seed, seconds, stop } = workerData as Task;
const begun = performance.now();
const elapsed = () => (performance.now() - begun) / 1_000;
const tell = (news: News) => parentPort?.postMessage(news);

/** An exhaustive search does not hear that it is to stop, so it is given little time at once. */
const EXHAUSTIVE_SECONDS = 4;
const TELL_EVERY_SECONDS = 0.1;

const stopped = new Int32Array(stop);
const goOn = () => elapsed() < seconds && Atomics.load(stopped, 0) === 0;
const highs = await loadHighs();
let told = 0;
const solution = solveAssignment(problem, {
  seed,
  goOn,
  exactly: exactlyBy(highs, () => (goOn() ? Math.min(EXHAUSTIVE_SECONDS, seconds - elapsed()) : 0)),
  onProgress: (progress) => {
    if (elapsed() - told < TELL_EVERY_SECONDS) return;
    told = elapsed();
    tell({ progress });
  },
});
tell({ solution, seconds: elapsed() });
