/** One thread of the search. It reports every better timetable. One of the threads also works on the bound. */
import { type Asker, answerInThread } from '@naru/solving/thread';
import { problemOf } from './problem.ts';
import { boundsOf } from './proof.ts';
import { randomOf } from './random.ts';
import { advance, searchOf } from './search.ts';
import type { News, Task } from './task.ts';

const CHUNK = 2_000;
/** Results that follow each other quickly are reported together. */
const TELL_EVERY_MS = 20;
/** When the bound is improved, as shares of the time: a better timetable makes a better bound easier to find. */
const BOUND_AT = [0, 0.05, 0.2, 0.5];
const ROUNDS = [150, 600, 1_500, 3_000];

await answerInThread<Task, News, void>(searchOn);

function searchOn({ instance, seed, msLeft, bounds }: Task, { tell }: Asker<News>): void {
  const begun = performance.now();
  const problem = problemOf(instance);
  const search = searchOf(problem, randomOf(seed));
  const told = { at: 0, pending: false };
  const tellBest = (ms: number) => {
    tell({ best: search.best });
    told.at = ms;
    told.pending = false;
  };
  tell({ best: search.best });
  let turn = bounds ? 0 : BOUND_AT.length;
  for (;;) {
    const ms = performance.now() - begun;
    if (ms > msLeft || search.best.gaps + search.best.missing === 0) break;
    if (ms / msLeft >= (BOUND_AT[turn] ?? Infinity)) {
      tell({ bounds: boundsOf(problem, search.best, ROUNDS[turn]) });
      turn++;
    }
    told.pending = advance(search, ms / msLeft, CHUNK) || told.pending;
    if (told.pending && ms - told.at > TELL_EVERY_MS) tellBest(ms);
  }
  if (told.pending) tellBest(performance.now());
}
