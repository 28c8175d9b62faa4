/** Finds rejected promises that nobody handles. One that is handled later in its test is none. */
import { setImmediate as turn } from 'node:timers/promises';

const strays = new Map<Promise<unknown>, unknown>();

export function watchForStrays(): void {
  process.on('unhandledRejection', (error, promise) => strays.set(promise, error));
  process.on('rejectionHandled', (promise) => strays.delete(promise));
}

/** The errors that nobody has handled until now, each of them once. */
export async function takeStrays(): Promise<unknown[]> {
  await turn(); // Node reports a promise, and a handler that came late, only when the work of this turn is done.
  const errors = [...strays.values()];
  strays.clear();
  return errors;
}
