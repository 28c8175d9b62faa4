/**
 * The inputs that a process cannot compute: time, pauses and ids. `boot.ts` makes one `Ambient` and passes it on; no
 * other file of the kit asks the machine for them. A test passes an `Ambient` that it drives by hand (`handAmbient` in
 * @naru/testing). So a test of an expired lease, of a retry or of a sweep does not wait, and every run has the same
 * order.
 *
 * No function uses `realAmbient` as a default: the start of the process names it and passes it on.
 */
import { freshId } from './ids.ts';

export interface Ambient {
  /** The time of day, for stored times and for comparison with them. The clock of another machine may differ. */
  now: () => Date;
  /** Milliseconds on a monotonic clock. Only the difference between two readings has a meaning. */
  elapsedMs: () => number;
  /** A fresh id with this prefix: ven_01j… */
  newId: (prefix: string) => string;
  /** Resolves after this time, or at once when the signal aborts. It never rejects. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Calls once after this time. @returns a function that cancels the call */
  after: (ms: number, call: () => void) => () => void;
}

/** A pause built on `after`. Both kinds of Ambient use it. */
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

/** The real one. For tests of faults, the clock of a process may stand apart from that of its machine. */
export const ambientOf = ({ NARU_CLOCK_MS = '0' }: Readonly<Record<string, string | undefined>>): Ambient => ({
  ...realAmbient,
  now: () => new Date(Date.now() + Number(NARU_CLOCK_MS)),
});

export const realAmbient: Ambient = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  newId: freshId,
  pause: pauseBy(after),
  after,
};
