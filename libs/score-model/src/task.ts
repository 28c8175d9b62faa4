/** The question to the thread of a ranking, and the work itself. */
import { rankByVotes, type Votes } from './bradley-terry.ts';
import { rankByScores, type Scores, type Table } from './score-model.ts';

export type RankTask = { scores: Scores } | { votes: Votes };

export const rankNow = (task: RankTask): Table =>
  'votes' in task ? rankByVotes(task.votes) : rankByScores(task.scores);
