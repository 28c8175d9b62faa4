import { rank } from '@naru/score-model/rank';
import { readJudgements } from '@naru/score-model/read';
import type { RankTask } from '@naru/score-model/task';
import { solverCommand } from './solver-command.ts';

/** `npm run -s ranking -- FILE`: turns scores or votes into ranks with their uncertainty, as one JSON object. */
export const run = solverCommand<RankTask>({
  name: 'ranking',
  what: 'list of scores or votes',
  read: readJudgements,
  solve: rank,
});
