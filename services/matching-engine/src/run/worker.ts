/** Scores every venture against every investor in a thread of its own, so that the service goes on answering. */
import { parentPort, workerData } from 'node:worker_threads';
import type { InvestorDoc, VentureDoc } from '../party/party.ts';
import { matchIndex } from '../score/index.ts';
import type { Batch, Job } from './run.ts';

const { ventures, investors, declined, count, batch } = workerData as Job;
const index = matchIndex();
index.putVentures(ventures as VentureDoc[]);
index.putInvestors(investors as InvestorDoc[]);
const refused = new Map(Object.entries(declined).map(([ventureId, ids]) => [ventureId, new Set(ids)]));

let rows: Batch = [];
for (const venture of index.allVentures()) {
  const without = (id: string) => refused.get(venture.id)?.has(id) ?? false;
  const { best } = index.forVenture(venture, { count, minScore: 1, without });
  rows.push({ ventureId: venture.id, candidates: best.map(({ party, score }) => ({ investorId: party.id, score })) });
  if (rows.length < batch) continue;
  parentPort?.postMessage(rows);
  rows = [];
}
parentPort?.postMessage(rows);
