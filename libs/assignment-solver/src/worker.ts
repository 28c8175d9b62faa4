/** The search in its own thread: it reports progress, and ends when its time is over or it is told to stop. */
import { loadHighs } from '@naru/solving/highs';
import { type Asker, answerInThread } from '@naru/solving/thread';
import { exactlyBy } from './exact.ts';
import { solveAssignment } from './solve.ts';
import type { Answer, Progress, Task } from './task.ts';

/** An exhaustive search cannot be stopped, so each one gets only a little time. */
const EXHAUSTIVE_SECONDS = 4;
const TELL_EVERY_SECONDS = 0.1;

const begun = performance.now();
const elapsed = () => (performance.now() - begun) / 1_000;
const highs = await loadHighs();
await answerInThread<Task, Progress, Answer>(search);

function search({ problem, seed, seconds }: Task, { tell, isHurried }: Asker<Progress>): Answer {
  const goOn = () => elapsed() < seconds && !isHurried();
  let told = 0;
  const solution = solveAssignment(problem, {
    seed,
    goOn,
    exactly: exactlyBy(highs, () => (goOn() ? Math.min(EXHAUSTIVE_SECONDS, seconds - elapsed()) : 0)),
    onProgress: (progress) => {
      if (elapsed() - told < TELL_EVERY_SECONDS) return;
      told = elapsed();
      tell(progress);
    },
  });
  return { ...solution, seconds: elapsed() };
}
