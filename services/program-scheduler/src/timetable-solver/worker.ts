/** One thread of the search. It tells every better timetable that it meets, and one of the threads works on the bound. */
import { parentPort, workerData } from 'node:worker_threads';
import { problemOf } from './problem.ts';
import { randomOf } from './random.ts';
import { advance, searchOf } from './search.ts';
import type { News, Task } from './solve.ts';

const { instance, seed, msLeft } = workerData as Task;
const begun = performance.now();
const tell = (news: News) => parentPort?.postMessage(news);
const problem = problemOf(instance);
const search = searchOf(problem, randomOf(seed));
tell({ best: search.best });

const CHUNK = 400;
/** What is found in quick succession is told together. */
const TELL_EVERY_MS = 20;
let toldAt = 0;
let untold = false;
for (;;) {
  const ms = performance.now() - begun;
  untold = advance(search, ms / msLeft, CHUNK) || untold;
  if (untold && (ms - toldAt > TELL_EVERY_MS || search.best.gaps === 0)) {
    tell({ best: search.best });
    toldAt = ms;
    untold = false;
  }
  if (ms > msLeft + 1000 || (search.best.gaps === 0 && search.state.missing === 0)) break;
}
