/** The solver's threads, seen from the service. */
import { Worker } from 'node:worker_threads';
import type { Instance } from '@naru/timetable-solver/instance';
import type { Repair, RepairTask } from '@naru/timetable-solver/repair';
import type { Timetable as Answer, Progress } from '@naru/timetable-solver/solve';

export type Task = { kind: 'repair'; task: RepairTask } | { kind: 'solve'; instance: Instance; seconds: number };

export type News = { repair: Repair } | { progress: Progress; answer?: Answer } | { answer: Answer; last: true };

export interface Found {
  progress: Progress | null;
  answer: Answer | null;
  last: boolean;
}

const threadFor = (task: Task) => new Worker(new URL('./thread.ts', import.meta.url), { workerData: task });

export async function repairInThread(task: RepairTask): Promise<Repair> {
  const worker = threadFor({ kind: 'repair', task });
  try {
    return await new Promise<Repair>((resolve, reject) => {
      worker.once('message', (news: { repair: Repair }) => resolve(news.repair));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread of a repair ended without an answer')));
    });
  } finally {
    await worker.terminate();
  }
}

/**
 * What the solver finds, as it comes; news that pile up are joined to the newest. Where the signal ends it, the best so
 * far is still told, as the last.
 */
export async function* solveInThread(
  { instance, seconds }: { instance: Instance; seconds: number },
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const worker = threadFor({ kind: 'solve', instance, seconds });
  let pending: Found | null = null;
  const thread: { ended: boolean; error?: Error } = { ended: false };
  let wake = () => {};
  worker.on('message', (news: Exclude<News, { repair: Repair }>) => {
    const progress = 'progress' in news ? news.progress : (pending?.progress ?? null);
    pending = { progress, answer: news.answer ?? pending?.answer ?? null, last: 'last' in news };
    wake();
  });
  worker.once('error', (error: Error) => {
    thread.error = error;
    wake();
  });
  worker.once('exit', () => {
    thread.ended = true;
    wake();
  });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    for (;;) {
      const news = pending as Found | null;
      pending = null;
      if (news) yield news;
      if (news?.last) return;
      if (news) continue;
      if (thread.error) throw thread.error;
      if (thread.ended) throw new Error('the thread of the solver ended without an answer');
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
