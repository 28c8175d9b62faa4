/** The worker: it answers one question with the solver. It imports little, so that it starts fast. */
import { answerInThread } from '@naru/solving/thread';
import { type Choice, choose, type Question } from './choose.ts';
import { loadSolver } from './solver.ts';

const solve = await loadSolver();
await answerInThread<Question, never, Choice>((question) => choose(question, solve));
