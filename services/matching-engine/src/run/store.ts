/** The candidates that runs have found: one row for each venture. */
import type { Host } from '@naru/kit/boot';
import type { Fence } from '@naru/kit/fence';
import { duplicateKey } from '@naru/kit/mongo';
import type { Batch } from './job.ts';

export interface RunRow {
  /** <run>:<venture> */
  _id: string;
  run: string;
  ventureId: string;
  candidates: { investorId: string; score: number }[];
  /** The lease of the operation that wrote the row. A replica that has lost the lease overwrites nothing. */
  lease: number;
  createdAt: Date;
}

const KEEP_S = 30 * 24 * 3600;

export type RunStore = ReturnType<typeof runStore>;

export function runStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const rows = db.collection<RunRow>('run_row');
  return {
    keep: async ({ operation: run, number: lease }: Fence, batch: Batch): Promise<void> => {
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
        if (duplicateKey(error) !== '_id') throw error; // The row was written under this lease, or a later one.
      }
    },
    /** The row of one venture, or all rows of a run after a given one, ordered by id. */
    each: ({ run, ventureId, from = run }: { run: string; ventureId: string; from: string | undefined }) =>
      rows
        .find(ventureId ? { _id: `${run}:${ventureId}` } : { run, _id: { $gte: from } })
        .sort({ _id: 1 }) as AsyncIterable<RunRow>,
    /** Removes the rows of a venture from all runs. */
    forget: async (ventureId: string) => void (await rows.deleteMany({ ventureId })),
    count: (ventureId: string) => rows.countDocuments({ ventureId }),
    ensureIndexes: async () => {
      await rows.createIndexes([
        { key: { run: 1, _id: 1 } },
        { key: { ventureId: 1 } },
        { key: { createdAt: 1 }, expireAfterSeconds: KEEP_S },
      ]);
    },
  };
}
