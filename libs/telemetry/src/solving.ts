/** The durations of work in threads, which `@naru/solving` reports to whoever listens. It knows nothing of telemetry. */
import { subscribe } from 'node:diagnostics_channel';
import path from 'node:path';
import { record } from './meter.ts';

/** What `@naru/solving` says at the end of a thread. */
interface Thread {
  file: URL;
  seconds: number;
  outcome: string;
}

let isListening = false;

export function watchThreads(): void {
  if (isListening) return;
  isListening = true;
  subscribe('naru.solving.thread', (message) => {
    const { file, seconds, outcome } = message as Thread;
    record('naru.solver.duration', seconds, { 'naru.solver': solverOf(file), 'naru.outcome': outcome });
  });
}

/** The folder of the thread's file, or the package where that is `src`. */
function solverOf({ pathname }: URL): string {
  const folders = path.posix.dirname(pathname).split('/');
  return folders.findLast((folder) => folder !== 'src') ?? '';
}
