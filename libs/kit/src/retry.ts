/** When an event that its handler has refused is tried again, and when it is parked. Pure, except for the jitter. */
import { backoffMs } from './mongo.ts';
import type { Heals } from './rejection.ts';

/** How long refused events are tried again. */
export interface Patience {
  /** An event whose refusal may heal is tried again for this time before it is parked. */
  soonMs: number;
  /** The same where another event or a newer version of the service may still arrive. */
  lateMs: number;
  /** An event that waits longer than this is stored by the service and acknowledged: it holds no place in flight. */
  flightMs: number;
}

export const PATIENCE: Patience = { soonMs: 120_000, lateMs: 1_800_000, flightMs: 10_000 };

/** The tries of an event so far, and the time that it has waited between them. */
export interface Tried {
  tries: number;
  waitedMs: number;
}

const PAUSE = { firstMs: 100, maxMs: 60_000 };

/** @returns the pause before the next try, in whole milliseconds; null if the event is to be parked */
export function pauseMs(heals: Heals, { tries, waitedMs }: Tried, patience: Patience): number | null {
  const pause = backoffMs(tries - 1, PAUSE);
  if (heals === 'outage') return Math.min(pause, patience.flightMs);
  const leftMs = { never: 0, soon: patience.soonMs, late: patience.lateMs }[heals] - waitedMs;
  return leftMs > 0 ? Math.min(pause, leftMs) : null;
}

/**
 * The server counts only deliveries. So this is the least that an event has waited before the delivery of a number; no
 * more than what it can wait in flight, because all else was an outage.
 */
export function triedInFlight(deliveries: number, { flightMs }: Patience): Tried {
  let waitedMs = 0;
  for (let ms = PAUSE.firstMs, time = 1; time < deliveries && ms / 2 <= flightMs; time += 1, ms *= 2)
    waitedMs += ms / 2;
  return { tries: deliveries, waitedMs };
}
