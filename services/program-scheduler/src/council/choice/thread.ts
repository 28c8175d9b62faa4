/** Chooses by one question, with the solver at hand. It loads little, so that it starts soon. */
import { parentPort, workerData } from 'node:worker_threads';
import { choose, type Question } from './choose.ts';
import { loadSolver } from './solver.ts';

const solve = await loadSolver();
parentPort?.postMessage(choose(workerData as Question, solve));
