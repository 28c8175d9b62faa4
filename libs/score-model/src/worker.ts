/** One ranking in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { type RankTask, rankNow } from './rank.ts';

parentPort?.postMessage(rankNow(workerData as RankTask));
