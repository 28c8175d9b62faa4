/** Time does things: an aggregate says when it is due, and any replica then issues an ordinary guarded command. */
import type { Collection } from 'mongodb';
import type { Stored } from './change.ts';
import { pause } from './mongo.ts';
import type { Cause } from './outbox.ts';
import { log } from './telemetry.ts';

export interface Timer {
  collection: Collection<Stored<never>>;
  /** Must move or clear `dueAt`; two replicas may both try, the guard lets one through. */
  due: (id: string, cause: Cause) => Promise<unknown>;
}

const EVERY_MS = 500;
const BATCH_MAX = 100;

export function startTimers(timers: readonly Timer[], cause: () => Cause): { stop(): Promise<void> } {
  let running = true;

  async function sweep({ collection, due }: Timer): Promise<void> {
    const { now } = cause();
    const docs = await collection
      .find({ dueAt: { $lte: now } }, { projection: { _id: 1 } })
      .sort({ dueAt: 1 })
      .limit(BATCH_MAX)
      .toArray();
    for (const { _id } of docs) {
      if (!running) return;
      await due(_id, cause()).catch((error: unknown) =>
        log.error({ err: error, id: _id }, 'what was due could not be done'),
      );
    }
  }

  async function run(): Promise<void> {
    while (running) {
      for (const timer of timers)
        await sweep(timer).catch((error: unknown) => log.warn({ err: error }, 'a sweep of timers failed'));
      await pause(EVERY_MS);
    }
  }

  const finished = run();
  return {
    stop: async () => {
      running = false;
      await finished;
    },
  };
}
