/**
 * The clock of the database. All replicas of a service share it, while their own clocks may stand minutes apart: so a
 * time that one of them stores, and another compares, is taken from here.
 */
import type { Db } from 'mongodb';
import type { Ambient } from './ambient.ts';

export type SharedClock = () => Promise<Date>;

/** The time that the database said, and our monotonic clock when it did. */
interface Reading {
  timeMs: number;
  atMs: number;
}

const READ_EVERY_MS = 60_000;
/** A slower answer does not tell when it was given. A slow database is asked again a little later, not at every call. */
const ANSWERED_WITHIN_MS = 500;
const SLOW_AGAIN_MS = 1_000;

/** Reads it once a minute, and in between counts on by the monotonic clock. @throws if it could never be read */
export function sharedClock(db: Db, { elapsedMs }: Pick<Ambient, 'elapsedMs'>): SharedClock {
  let last: Reading | null = null;
  let readAgainMs = 0;

  async function read(): Promise<Reading> {
    const askedMs = elapsedMs();
    const { localTime } = await db.command({ hello: 1 });
    const atMs = elapsedMs();
    const isExact = atMs - askedMs <= ANSWERED_WITHIN_MS;
    readAgainMs = atMs + (isExact ? READ_EVERY_MS : SLOW_AGAIN_MS);
    return last && !isExact ? last : { timeMs: localTime.getTime(), atMs };
  }

  return async () => {
    const earlier = last;
    // While the database is away, the time goes on from the last reading.
    if (!earlier) last = await read();
    else if (elapsedMs() >= readAgainMs) last = await read().catch(() => earlier);
    const { timeMs, atMs } = last ?? (await read());
    return new Date(timeMs + elapsedMs() - atMs);
  };
}
