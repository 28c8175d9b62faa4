/** The run for all: an operation that scores every pair, and stores the best candidates of each venture. */
import type { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import type { Host } from '@naru/kit/boot';
import type { OperationWork } from '@naru/kit/operations';
import { isCount, pageToken, readPageToken, pageSize as sizeOf } from '@naru/kit/page';
import type { Handlers } from '@naru/kit/serve';
import { askThread } from '@naru/solving/thread';
import type { InvestorCopies } from '../copies/investor/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import type { MatchStore } from '../match/store.ts';
import type { Batch, Job } from './job.ts';
import { runStore } from './store.ts';

interface Parties {
  ventures: Pick<VentureCopies, 'shared'>;
  investors: Pick<InvestorCopies, 'active'>;
}

export const RUN_KIND = 'matching.run';
/** Where a page of candidates begins: a row, and a rank in it. */
interface RowPlace {
  row: string;
  rank: number;
}

function isRowPlace(value: unknown): value is RowPlace {
  const { row, rank } = (value ?? {}) as Partial<RowPlace>;
  return typeof row === 'string' && isCount(rank);
}

const DEFAULT_COUNT = 20;
const BATCH = 100;

/** Ventures are in the order of their ids, so a run that continues on another replica gives the same rows. */
export function matchRuns(host: Host, { ventures, investors }: Parties, matches: MatchStore) {
  const rows = runStore(host);

  const work: OperationWork = async ({ params, fence }, progress) => {
    const job = await jobOf(Number(params.count));
    const pairs = job.ventures.length * job.investors.length;
    let done = 0;
    const file = new URL('./worker.ts', import.meta.url);
    for await (const batch of askThread<Job, Batch, void>({ file, question: job, signal: progress.signal })) {
      await rows.keep(fence, batch);
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
      ventures: await ventures.shared(),
      investors: await investors.active(),
      declined,
      count,
      batch: BATCH,
    };
  }

  const rpcs: Pick<Handlers<typeof MatchingServiceDefinition>, 'runMatches' | 'listRunCandidates'> = {
    runMatches: ({ count }, call) => host.operations().start(RUN_KIND, { count: count || DEFAULT_COUNT }, call),
    listRunCandidates: async ({ runId, ventureId, pageSize, pageToken: token }) => {
      const question = ['run', runId, ventureId];
      const after = readPageToken(token, question, isRowPlace);
      const found: { row: string; ventureId: string; investorId: string; rank: number; score: number }[] = [];
      const limit = sizeOf(pageSize);
      for await (const row of rows.each({ run: runId, ventureId, from: after?.row })) {
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
  };

  return { work, rpcs, forget: rows.forget, count: rows.count, ensureIndexes: rows.ensureIndexes };
}
