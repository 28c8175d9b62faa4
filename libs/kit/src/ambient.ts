/**
 * What a process gets from the world around it and cannot compute: the time, pauses and ids. They come in through one
 * `Ambient`, made in `boot.ts` and passed on, and this is the only file of the kit that asks the machine for them. A
 * test passes one that it drives by hand (`handAmbient` in @naru/testing): a lease that lapses, a retry after a pause
 * or a sweep then costs no waiting, and happens at the same moment in every run.
 *
 * Nothing takes `realAmbient` by itself: the start of a process names it, and hands it on.
 */
import { freshId } from './ids.ts';

export interface Ambient {
  /** The time of day, for what is stored and compared with stored times. Another machine's may differ. */
  now: () => Date;
  /** Milliseconds on a clock that nobody sets. Only the difference between two readings means something. */
  elapsedMs: () => number;
  /** A fresh id with this prefix: ven_01j… */
  newId: (prefix: string) => string;
  /** Resolves after this time, or at once when the signal aborts. It never rejects. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Calls once after this time. @returns the way to call it off */
  after: (ms: number, call: () => void) => () => void;
}

/** A pause made of a callback: both kinds of Ambient have it. */
export const pauseBy =
  (after: Ambient['after']): Ambient['pause'] =>
  (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        callOff();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const callOff = after(ms, end);
      signal?.addEventListener('abort', end, { once: true });
    });

const after: Ambient['after'] = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

export const realAmbient: Ambient = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  newId: freshId,
  pause: pauseBy(after),
  after,
};
