/** Waits at the start for what a process cannot do without, and says so: in the log and in /readyz. */
import type { Warnings } from './health.ts';
import { log } from './log.ts';

const SAY_EVERY_MS = 5_000;
const TRY_EVERY_MS = 250;

/** Something that is elsewhere: the database, the bus. */
export interface Needed<T> {
  name: string;
  /** Where it should be, without credentials. */
  host: string;
  open: () => Promise<T>;
}

interface Room {
  pause(ms: number, signal: AbortSignal): Promise<void>;
  elapsedMs(): number;
  /** Aborts if the start has failed: then nothing is waited for any longer. */
  signal: AbortSignal;
  /** True for an error that no time heals. */
  isFinal(error: unknown): boolean;
}

export interface Doors {
  /** Tries until it is open. @throws the final error of `open`, or the reason of the signal */
  until<T>(needed: Needed<T>): Promise<T>;
  /** What is waited for now, and why. */
  warnings(): Warnings;
}

export function doors({ pause, elapsedMs, signal, isFinal }: Room): Doors {
  const closed = new Map<string, string>();
  return {
    warnings: () => Object.fromEntries(closed),
    until: async ({ name, host, open }) => {
      let saidAtMs = Number.NEGATIVE_INFINITY;
      for (;;) {
        try {
          const opened = await open();
          if (closed.delete(name)) log.info({ host }, `the ${name} is there`);
          return opened;
        } catch (error) {
          signal.throwIfAborted();
          if (isFinal(error)) throw error;
          closed.set(name, `the ${name} at ${host} is away: ${messageOf(error)}`);
          if (elapsedMs() - saidAtMs >= SAY_EVERY_MS) {
            saidAtMs = elapsedMs();
            log.warn({ host, err: error }, `waiting for the ${name}`);
          }
          await pause(TRY_EVERY_MS, signal);
        }
      }
    },
  };
}

/** The text of the first error: those of libraries often say only that something has failed. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${messageOf(error.cause)}` : error.message;
}
