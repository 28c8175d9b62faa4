/** The run for all: an operation that scores every pair and keeps each venture's best candidates. */
import type { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import type { Host } from '@naru/kit/boot';
import type { Fence } from '@naru/kit/fence';
import { duplicateKey } from '@naru/kit/mongo';
import type { OperationWork } from '@naru/kit/operations';
import { pageToken, readPageToken, pageSize as sizeOf } from '@naru/kit/page';
import type { Handlers } from '@naru/kit/serve';
import { askThread } from '@naru/solving/thread';
import type { Collection } from 'mongodb';
import type { InvestorDoc } from '../copies/investor/investor.ts';
import type { InvestorCopies } from '../copies/investor/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import type { VentureDoc } from '../copies/venture/venture.ts';
import type { MatchStore } from '../match/store.ts';
import type { Batch, Job } from './job.ts';

interface Parties {
  ventures: Pick<VentureCopies, 'collection'>;
  investors: Pick<InvestorCopies, 'collection'>;
}

interface RunRow {
  /** <run>:<venture> */
  _id: string;
  run: string;
  ventureId: string;
  candidates: { investorId: string; score: number }[];
  /** Of the operation that wrote it: who has lost the lease overwrites nothing. */
  lease: number;
  createdAt: Date;
}

export const RUN_KIND = 'matching.run';
const DEFAULT_COUNT = 20;
const BATCH = 100;
const KEEP_S = 30 * 24 * 3600;

/** The order of ventures is that of their ids, so a run that is taken up again does the same. */
export function matchRuns({ db, ambient }: Host, { ventures, investors }: Parties, matches: MatchStore) {
  const rows: Collection<RunRow> = db.collection('run_row');

  const work: OperationWork = async ({ params, fence }, progress) => {
    const job = await jobOf(Number(params.count));
    const pairs = job.ventures.length * job.investors.length;
    let done = 0;
    const file = new URL('./worker.ts', import.meta.url);
    for await (const batch of askThread<Job, Batch, void>({ file, question: job, signal: progress.signal })) {
      await keep(fence, batch);
      done += batch.length;
      await progress.step(done, job.ventures.length);
    }
    return { ventures: String(job.ventures.length), investors: String(job.investors.length), pairs: String(pairs) };
  };

  async function jobOf(count: number): Promise<Job> {
    const declined: Record<string, string[]> = {};
    for await (const { state } of matches.each({ where: { state: 'DECLINED' } })) {
      const ids = declined[state.ventureId] ?? [];
      declined[state.ventureId] = [...ids, state.investorId];
    }
    return {
      ventures: (await ventures.collection
        .find({ profile: { $exists: true } })
        .sort({ _id: 1 })
        .toArray()) as VentureDoc[],
      investors: (await investors.collection.find({ active: true }).sort({ _id: 1 }).toArray()) as InvestorDoc[],
      declined,
      count,
      batch: BATCH,
    };
  }

  async function keep({ operation: run, number: lease }: Fence, batch: Batch): Promise<void> {
    if (batch.length === 0) return;
    const createdAt = ambient.now();
    const writes = batch.map(({ ventureId, candidates }) => ({
      updateOne: {
        filter: { _id: `${run}:${ventureId}`, lease: { $lt: lease } },
        update: { $set: { run, ventureId, candidates, lease, createdAt } },
        upsert: true,
      },
    }));
    try {
      await rows.bulkWrite(writes, { ordered: false });
    } catch (error) {
      if (duplicateKey(error) !== '_id') throw error; // Kept under this lease, or a later one.
    }
  }

  const rpcs = (host: Host): Pick<Handlers<typeof MatchingServiceDefinition>, 'runMatches' | 'listRunCandidates'> => ({
    runMatches: ({ count }, call) => host.operations().start(RUN_KIND, { count: count || DEFAULT_COUNT }, call),
    listRunCandidates: async ({ runId, ventureId, pageSize, pageToken: token }) => {
      const question = ['run', runId, ventureId];
      const after = readPageToken<{ row: string; rank: number }>(token, question);
      const from = ventureId ? { _id: `${runId}:${ventureId}` } : { run: runId, _id: { $gte: after?.row ?? runId } };
      const found: { row: string; ventureId: string; investorId: string; rank: number; score: number }[] = [];
      const limit = sizeOf(pageSize);
      for await (const row of rows.find(from).sort({ _id: 1 })) {
        const begin = row._id === after?.row ? after.rank : 0;
        row.candidates.slice(begin).forEach(({ investorId, score }, place) => {
          found.push({ row: row._id, ventureId: row.ventureId, investorId, rank: begin + place + 1, score });
        });
        if (found.length > limit) break;
      }
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        candidates: page.map(({ row: _, ...candidate }) => candidate),
        nextPageToken: last && found.length > limit ? pageToken({ row: last.row, rank: last.rank }, question) : '',
      };
    },
  });

  return {
    work,
    rpcs,
    ensureIndexes: async () => {
      await rows.createIndexes([{ key: { run: 1, _id: 1 } }, { key: { createdAt: 1 }, expireAfterSeconds: KEEP_S }]);
    },
  };
}
