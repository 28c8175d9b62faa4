/** Fails the test that leaves a rejected promise behind which nobody handles; one that is handled later in the test is none. */
import { setImmediate as turn } from 'node:timers/promises';

const strays = new Map<Promise<unknown>, unknown>();

export function watchForStrays(): void {
  process.on('unhandledRejection', (error, promise) => strays.set(promise, error));
  process.on('rejectionHandled', (promise) => strays.delete(promise));
}

/** @throws the first error that is still unhandled; each is told once */
export async function refuseStrays(): Promise<void> {
  if (strays.size === 0) return;
  await turn(); // Node tells of a handler that came late a turn after it came.
  if (strays.size === 0) return;
  const [first] = strays.values();
  strays.clear();
  throw new Error('a promise was rejected and nobody handled it', { cause: first });
}
