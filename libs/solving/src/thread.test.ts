import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { Count } from './fixture/counting-thread.ts';
import { answerInThread, answerOf, askThread, ThreadEnded } from './thread.ts';

const file = new URL('./fixture/counting-thread.ts', import.meta.url);
type Endings = { signal?: AbortSignal; hurry?: AbortSignal };
const counting = (question: Count, endings: Endings = {}) =>
  askThread<Count, number, number>({ file, question, ...endings });

const beating = () => new Int32Array(new SharedArrayBuffer(4));

/**
 * A running thread counts at least a thousand times a second; another thread takes many milliseconds to start and end.
 */
async function stopped(beats: Int32Array<SharedArrayBuffer>): Promise<boolean> {
  const before = Atomics.load(beats, 0);
  await answerOf(counting({ to: 0 }));
  await answerOf(counting({ to: 0 }));
  return before > 0 && Atomics.load(beats, 0) === before;
}

/** Waits until the thread runs: it counts before its first report. */
async function begun(asked: AsyncGenerator<number, number, void>): Promise<void> {
  expect(await asked.next()).toEqual({ done: false, value: 1 });
}

test('an answer without reports', async () => {
  expect(await counting({ to: 0 }).next()).toEqual({ done: true, value: 0 });
});

test('all reports in order, then the answer', async () => {
  const heard: number[] = [];
  expect(await answerOf(counting({ to: 500 }), (news) => void heard.push(news))).toBe(500);
  expect(heard).toEqual(Array.from({ length: 500 }, (_, place) => place + 1));
});

test('the thread ends with its answer, even if it has more to do', async () => {
  const beats = beating();
  const asked = counting({ to: 1, beats });
  await begun(asked);
  while (Atomics.load(beats, 0) === 0) await new Promise(setImmediate);
  expect(await asked.next()).toEqual({ done: true, value: 1 });
  expect(await stopped(beats)).toBe(true);
});

test('a slow reader gets the waiting reports joined into one', async () => {
  const asked = askThread<Count, number, number>({ file, question: { to: 500 } }, (earlier, later) => earlier + later);
  let sum = 0;
  let news = 0;
  const read = async (one: number) => {
    sum += one;
    news += 1;
    await answerOf(counting({ to: 0 })); // Long enough for the other thread to finish counting.
  };
  for await (const one of asked) await read(one);
  expect(sum).toBe((500 * 501) / 2);
  expect(news).toBeLessThan(500);
});

describe('an abort signal', () => {
  test('ends a thread that never waits, and the reader gets the reason', async () => {
    const beats = beating();
    const stop = new AbortController();
    const asked = counting({ to: 1, then: 'turn', beats }, { signal: stop.signal });
    await begun(asked);
    const next = asked.next();
    stop.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    expect(await stopped(beats)).toBe(true);
  });

  test('loses the reports that nobody has read', async () => {
    const stop = new AbortController();
    const asked = counting({ to: 500, then: 'stall' }, { signal: stop.signal });
    await begun(asked);
    stop.abort();
    await expect(asked.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(await asked.next()).toEqual({ done: true, value: undefined });
  });

  test('that aborts before the question starts no thread', async () => {
    const beats = beating();
    const asked = counting({ to: 1, then: 'turn', beats }, { signal: AbortSignal.abort() });
    await expect(asked.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(Atomics.load(beats, 0)).toBe(0);
  });
});

describe('a thread that ends without an answer', () => {
  test('because it exits', async () => {
    await expect(answerOf(counting({ to: 2, then: 'exit' }))).rejects.toThrow(
      new ThreadEnded('the thread ended without an answer: it exited with 3'),
    );
  });

  test('because it has nothing left to do', async () => {
    const silent = new URL('./fixture/silent-thread.ts', import.meta.url);
    await expect(answerOf(askThread({ file: silent, question: null }))).rejects.toThrow(/it exited with 0/);
    await expect(answerOf(counting({ to: 0, then: 'stall' }))).rejects.toThrow(/it exited with 13/);
  });

  test('because it throws: its reports come first, and its error is the cause', async () => {
    const asked = counting({ to: 1, then: 'throw' });
    await begun(asked);
    const error = await asked.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ThreadEnded', message: expect.stringContaining('the count is too high') });
    expect((error as Error).cause).toMatchObject({ name: 'RangeError', message: 'the count is too high' });
  });

  test('because its file does not exist', async () => {
    const nowhere = new URL('./fixture/nowhere', import.meta.url);
    await expect(answerOf(askThread({ file: nowhere, question: null }))).rejects.toThrow(/nowhere/);
  });
});

describe('a reader that leaves', () => {
  test('ends the thread, and continues only after that', async () => {
    const beats = beating();
    for await (const news of counting({ to: 1, then: 'turn', beats })) if (news === 1) break;
    expect(await stopped(beats)).toBe(true);
  });

  test('does the same after an error', async () => {
    const beats = beating();
    const hear = () => {
      throw new Error('not what was expected');
    };
    await expect(answerOf(counting({ to: 1, then: 'turn', beats }), hear)).rejects.toThrow('not what was expected');
    expect(await stopped(beats)).toBe(true);
  });
});

describe('a thread that is told to hurry', () => {
  test.each(['wait until hurried', 'turn until hurried'] as const)('answers with the best so far: %s', async (then) => {
    const hurry = new AbortController();
    const asked = counting({ to: 1, then }, { hurry: hurry.signal });
    await begun(asked);
    hurry.abort();
    expect(await asked.next()).toEqual({ done: true, value: 1 });
  });

  test('learns it also if the signal aborted before the question', async () => {
    const asked = counting({ to: 1, then: 'turn until hurried' }, { hurry: AbortSignal.abort() });
    expect(await answerOf(asked)).toBe(1);
  });
});

test('a signal that outlives many questions keeps no listeners for them', async () => {
  const { signal } = new AbortController();
  await answerOf(counting({ to: 1 }, { signal, hurry: signal }));
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('answering outside a thread throws', async () => {
  await expect(answerInThread(() => 1)).rejects.toThrow(/start it with askThread/);
});
