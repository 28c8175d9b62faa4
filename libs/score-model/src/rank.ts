/** Turns scores or votes into ranks: directly if that is quick, otherwise in a thread, so that calls do not wait. */
import { answerOf, askThread } from '@naru/solving/thread';
import type { Table } from './score-model.ts';
import { type RankTask, rankNow } from './task.ts';

/** The limit for a tenth of a second. 2,000 applications with three scores each take two seconds. */
const AT_ONCE_MAX = 1_000;

export async function rank(task: RankTask): Promise<Table> {
  const judgements = 'votes' in task ? task.votes.votes : task.scores.scores;
  if (judgements.length <= AT_ONCE_MAX) return rankNow(task);
  return answerOf(askThread<RankTask, never, Table>({ file: new URL('./worker.ts', import.meta.url), question: task }));
}
