/** Runs the search in a thread, so that the process goes on answering. */
import { Worker } from 'node:worker_threads';
import type { AssignmentProblem } from './problem.ts';
import type { Solution } from './solve.ts';

export interface Task {
  problem: AssignmentProblem;
  seed: number;
  seconds: number;
  /** Not 0 once the search has to end. */
  stop: SharedArrayBuffer;
}

export interface Progress {
  total: number;
  bound: number;
  short: number;
}

export type News = { progress: Progress } | { solution: Solution; seconds: number };

export interface RunOptions {
  seconds: number;
  seed?: number;
  /** Ends the search; the best so far is the answer then too. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** @returns the best assignment found within the time, and the wall time of the search */
export function runAssignment(
  problem: AssignmentProblem,
  { seconds, seed = 1, signal, onProgress }: RunOptions,
): Promise<Solution & { seconds: number }> {
  const task: Task = { problem, seed, seconds, stop: new SharedArrayBuffer(4) };
  const stop = () => void Atomics.store(new Int32Array(task.stop), 0, 1);
  if (signal?.aborted) stop();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
  signal?.addEventListener('abort', stop, { once: true });
  return new Promise<Solution & { seconds: number }>((resolve, reject) => {
    worker.on('message', (news: News) => {
      if ('progress' in news) onProgress?.(news.progress);
      else resolve({ ...news.solution, seconds: news.seconds });
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the search ended with ${code}`)));
  }).finally(() => {
    signal?.removeEventListener('abort', stop);
    return worker.terminate();
  });
}
