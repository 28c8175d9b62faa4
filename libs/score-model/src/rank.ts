/** Scores or votes to ranks: at once where that is quick, else in a thread, so that the process goes on answering. */
import { Worker } from 'node:worker_threads';
import { rankByVotes, type Votes } from './bradley-terry.ts';
import { rankByScores, type Scores, type Table } from './score-model.ts';

export type RankTask = { scores: Scores } | { votes: Votes };

/** So many scores or votes are ranked within a tenth of a second; 2,000 applications of three scores take two seconds. */
const AT_ONCE_MAX = 1_000;

export const rankNow = (task: RankTask): Table =>
  'votes' in task ? rankByVotes(task.votes) : rankByScores(task.scores);

export async function rank(task: RankTask): Promise<Table> {
  const judgements = 'votes' in task ? task.votes.votes : task.scores.scores;
  return judgements.length <= AT_ONCE_MAX ? rankNow(task) : inThread(task);
}

function inThread(task: RankTask): Promise<Table> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
  return new Promise<Table>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the ranking ended with ${code}`)));
  }).finally(() => worker.terminate());
}
