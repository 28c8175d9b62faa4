/** Decisions at a stored time: an aggregate says when it is due, and any replica then issues a guarded command. */

import { log } from '@naru/telemetry/log';
import { inSpan } from '@naru/telemetry/trace';
import type { Collection } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Cause } from './outbox.ts';

export interface Timer {
  noun: string;
  /** The ids of all that are due by then, the longest overdue first. */
  overdue(by: Date, limit: number): Promise<string[]>;
  /** How many are due by then, counted up to a limit. */
  late(by: Date, limit: number): Promise<number>;
  /** Must move or clear `dueAt`. Two replicas may both try; the version guard lets one through. */
  act: (id: string, cause: Cause) => Promise<unknown>;
}

export interface DueDoc {
  _id: string;
  dueAt?: Date;
}

/** The timer of a collection whose documents say when they are due. */
export const dueIn = (collection: Collection<DueDoc>, act: Timer['act']): Timer => ({
  noun: collection.collectionName,
  late: (by, limit) => collection.countDocuments({ dueAt: { $lte: by } }, { limit }),
  overdue: async (by, limit) => {
    const docs = await collection
      .find({ dueAt: { $lte: by } }, { projection: { _id: 1 } })
      .sort({ dueAt: 1 })
      .limit(limit)
      .toArray();
    return docs.map(({ _id }) => _id);
  },
  act,
});

const EVERY_MS = 500;
const BATCH_MAX = 100;

export function startTimers(timers: readonly Timer[], cause: () => Cause, ambient: Pick<Ambient, 'pause'>): Loop {
  const round = async (signal: AbortSignal) => {
    for (const timer of timers)
      await sweep(timer, cause, signal).catch((error: unknown) => log.warn({ err: error }, 'a sweep of timers failed'));
    return EVERY_MS;
  };
  return startLoop({ name: 'timers', ambient, round });
}

async function sweep({ noun, overdue, act }: Timer, cause: () => Cause, signal: AbortSignal): Promise<void> {
  for (const id of await overdue(cause().now, BATCH_MAX)) {
    if (signal.aborted) return;
    await inSpan({ name: `timer ${noun}` }, () => act(id, cause())).catch((error: unknown) =>
      log.error({ err: error, id }, 'what was due could not be done'),
    );
  }
}
