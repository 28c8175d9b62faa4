/**
 * Tells callers that the database hangs. Such a server keeps its connections open, so a command to it neither succeeds nor fails,
 * and the driver gives it up only after four seconds. Callers hear of it within three.
 */
import type { Ambient } from './ambient.ts';
import { startLoop } from './loop.ts';
import { databaseAway } from './mongo.ts';

/** Counted in ticks, not by a clock: a process that was busy itself has not read the answers that wait for it. */
const TICK_MS = 250;
/** The driver asks every second. */
const LOST_TICKS = 8;
/** A call that needs no database is answered sooner. */
const WAIT_TICKS = 4;

export interface Pulse {
  /** The database has answered. */
  beat(): void;
  /**
   * Waits for work that needs the database, but not for a database that hangs. The work may yet be done.
   * @throws Rejection `unavailable`
   */
  await<T>(work: Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export function startPulse(ambient: Pick<Ambient, 'pause'>): Pulse {
  const waiting = new Set<{ ticks: number; giveUp: (reason: Error) => void }>();
  let silentTicks = 0;
  const tick = () => {
    silentTicks += 1;
    for (const one of waiting) {
      one.ticks += 1;
      if (silentTicks >= LOST_TICKS && one.ticks >= WAIT_TICKS) one.giveUp(databaseAway());
    }
  };
  const { stop } = startLoop({
    name: 'pulse',
    ambient,
    round: async () => {
      tick();
      return TICK_MS;
    },
  });
  return {
    beat: () => {
      silentTicks = 0;
    },
    await: (work) =>
      new Promise((resolve, reject) => {
        const one = { ticks: 0, giveUp: reject };
        waiting.add(one);
        void work.then(resolve, reject).finally(() => waiting.delete(one));
      }),
    stop,
  };
}
