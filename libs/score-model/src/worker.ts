/** Computes one ranking in its own thread. */
import { answerInThread } from '@naru/solving/thread';
import type { Table } from './score-model.ts';
import { type RankTask, rankNow } from './task.ts';

await answerInThread<RankTask, never, Table>(rankNow);
