/** The one loop of the kit: rounds run while there is work; then it sleeps until it is woken or the time is over. */

import { log } from '@naru/telemetry/log';
import type { Ambient } from './ambient.ts';
import { backoffMs } from './mongo.ts';

export interface Loop {
  /** Ends the sleep. During a round, lets the next round follow at once. */
  wake(): void;
  /** Resolves after the round in hand. */
  stop(): Promise<void>;
}

/** Resolves at the next wake. It holds no timer, so the process may end meanwhile. */
const rung = (bell: AbortSignal): Promise<void> =>
  new Promise((resolve) => bell.addEventListener('abort', () => resolve(), { once: true }));

const AFTER_FAILURE = { firstMs: 100, maxMs: 2_000 };

export function startLoop({
  name,
  ambient,
  round,
  retry = AFTER_FAILURE,
}: {
  name: string;
  ambient: Pick<Ambient, 'pause'>;
  /**
   * @returns how long to sleep: 0 starts the next round at once, infinity waits for a wake. A round that throws is
   * logged and tried again after a growing pause.
   */
  round: (signal: AbortSignal) => Promise<number>;
  retry?: { firstMs: number; maxMs: number };
}): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  let woken = false;
  let bell: AbortController | null = null;

  const wake = () => {
    woken = true;
    bell?.abort();
  };

  async function sleep(ms: number): Promise<void> {
    if (woken || ms === 0) return;
    bell = new AbortController();
    await (Number.isFinite(ms) ? ambient.pause(ms, bell.signal) : rung(bell.signal));
    bell = null;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      woken = false;
      try {
        const sleepMs = await round(signal);
        failures = 0;
        if (!signal.aborted) await sleep(sleepMs);
      } catch (error) {
        if (signal.aborted) return; // Errors during the stop are expected.
        log.warn({ err: error, loop: name }, 'a round failed and is tried again');
        // No wake shortens this pause. Otherwise every event would cause another try.
        await ambient.pause(backoffMs(failures, retry), signal);
        failures += 1;
      }
    }
  }

  const finished = run();
  return {
    wake,
    stop: async () => {
      stopping.abort();
      wake();
      await finished;
    },
  };
}
