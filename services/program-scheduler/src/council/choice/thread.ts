/** Chooses by one question, with the solver at hand. It loads little, so that it starts soon. */
import { answerInThread } from '@naru/solving/thread';
import { type Choice, choose, type Question } from './choose.ts';
import { loadSolver } from './solver.ts';

const solve = await loadSolver();
await answerInThread<Question, never, Choice>((question) => choose(question, solve));
