/**
 * One question to a worker thread: long work beside a process that goes on answering.
 *
 *     // sum-thread.ts
 *     await answerInThread<number[], never, number>((numbers) => sum(numbers));
 *     // beside it
 *     const file = new URL('./sum-thread.ts', import.meta.url);
 *     const total = await answerOf<never, number>(askThread({ file, question: [1, 2] }));
 */
import { channel } from 'node:diagnostics_channel';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** Says at the end of every thread what it was, how long it took, and how it ended. */
const ends = channel('naru.solving.thread');

export interface Asking<Question> {
  /** The file that the thread runs. It calls `answerInThread`. Write `new URL('./x.ts', import.meta.url)`. */
  file: URL;
  /** Copied by `structuredClone`: plain data, but shared memory stays shared. */
  question: Question;
  /** Ends the thread at once. Its reports and its answer are lost, and the reader gets the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Asks the thread to answer now with the best so far. A thread that does not check this goes on. */
  hurry?: AbortSignal | undefined;
}

/**
 * Starts the thread at the first request for a report, and yields the reports in order. They are kept until they are
 * read. When the iterator has ended, the thread has ended too: after the answer, after an error, or because the reader
 * left early.
 *
 * @param join makes one report from two that wait for the reader, so that a slow reader gets the newest and no long
 * queue
 * @returns the answer, after all reports before it
 * @throws the reason of `signal`; or ThreadEnded if the thread ended without an answer
 */
export async function* askThread<Question, News, Answer>(
  { file, question, signal, hurry }: Asking<Question>,
  join?: (earlier: News, later: News) => News,
): AsyncGenerator<News, Answer, void> {
  signal?.throwIfAborted();
  const hurried = new Int32Array(new SharedArrayBuffer(4));
  const begun = performance.now();
  let outcome = 'left';
  const worker = new Worker(file, { workerData: { question, hurried } satisfies Asked<Question> });
  const heard = listenTo<News, Answer>(worker, join);
  const quicken = () => {
    Atomics.store(hurried, 0, 1);
    Atomics.notify(hurried, 0);
  };
  if (hurry?.aborted) quicken();
  hurry?.addEventListener('abort', quicken, { once: true });
  signal?.addEventListener('abort', heard.wake, { once: true });
  try {
    for (;;) {
      signal?.throwIfAborted();
      if (heard.news.length > 0) yield heard.news.shift() as News;
      else if (heard.answer) {
        outcome = 'answered';
        return heard.answer.value;
      } else if (heard.ended) {
        outcome = 'failed';
        throw heard.ended;
      } else await heard.something();
    }
  } finally {
    ends.publish({ file, seconds: (performance.now() - begun) / 1_000, outcome });
    hurry?.removeEventListener('abort', quicken);
    signal?.removeEventListener('abort', heard.wake);
    await worker.terminate();
  }
}

/** Reads all reports, one after the other, and resolves with the answer. If `hear` throws, the thread ends. */
export async function answerOf<News, Answer>(
  asked: AsyncGenerator<News, Answer, void>,
  hear: (news: News) => void | Promise<void> = () => {},
): Promise<Answer> {
  const answers: Answer[] = [];
  const whole = async function* () {
    answers.push(yield* asked);
  };
  for await (const news of whole()) await hear(news);
  return answers[0] as Answer;
}

/** The thread threw, finished or was ended before it answered. `cause` is the thread's own error, if it threw. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** What the work in a thread knows of the process that asked. */
export interface Asker<News> {
  tell(news: News): void;
  /** True if the answer is wanted now. Call it as often as needed. It is also correct in a thread that never waits. */
  isHurried(): boolean;
  /** The same, for work that waits. */
  hurried: AbortSignal;
}

/**
 * The thread's side: does the work for the question of the thread, and answers. The thread ends with the answer,
 * whatever else it still has to do.
 *
 * @throws if this is no thread that `askThread` has started
 */
export async function answerInThread<Question, News, Answer>(
  work: (question: Question, asker: Asker<News>) => Answer | Promise<Answer>,
): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this file is for a worker thread: start it with askThread');
  const { question, hurried } = workerData as Asked<Question>;
  const say = (message: Message<News, Answer>) => port.postMessage(message);
  const hurrying = new AbortController();
  // The promise alone does not keep a thread alive that has nothing left to do.
  void Promise.resolve(Atomics.waitAsync(hurried, 0, 0).value).then(() => hurrying.abort());
  const answer = await work(question, {
    tell: (news) => say({ news }),
    isHurried: () => Atomics.load(hurried, 0) !== 0,
    hurried: hurrying.signal,
  });
  say({ answer });
}

interface Asked<Question> {
  question: Question;
  /** Not 0 if the answer is wanted now. */
  hurried: Int32Array<SharedArrayBuffer>;
}

type Message<News, Answer> = { news: News } | { answer: Answer };

interface Heard<News, Answer> {
  news: News[];
  answer: { value: Answer } | null;
  ended: ThreadEnded | null;
  /** Resolves when a message has arrived. */
  something(): Promise<void>;
  wake(): void;
}

function listenTo<News, Answer>(worker: Worker, join?: (earlier: News, later: News) => News): Heard<News, Answer> {
  let waiting = Promise.withResolvers<void>();
  const heard: Heard<News, Answer> = {
    ...{ news: [], answer: null, ended: null },
    something: async () => {
      await waiting.promise;
      waiting = Promise.withResolvers<void>();
    },
    wake: () => waiting.resolve(),
  };
  const end = (why: string, options?: ErrorOptions) => {
    heard.ended ??= new ThreadEnded(`the thread ended without an answer: ${why}`, options);
    heard.wake();
  };
  worker.on('message', (message: Message<News, Answer>) => {
    const earlier = heard.news.at(-1);
    if ('answer' in message) heard.answer ??= { value: message.answer };
    else if (join && earlier !== undefined) heard.news.splice(-1, 1, join(earlier, message.news));
    else heard.news.push(message.news);
    heard.wake();
  });
  worker.on('messageerror', (cause) => end('what it told cannot be read here', { cause }));
  worker.on('error', (cause) => end(cause instanceof Error ? cause.message : String(cause), { cause }));
  worker.on('exit', (code) => end(`it exited with ${code}`));
  return heard;
}
