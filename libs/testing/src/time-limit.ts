/** Bounds each test and each hook, which jest-light-runner leaves out: how long it may take, and what it may leave behind. */
import { setTimeout as pause } from 'node:timers/promises';
import { addEventHandler } from 'jest-circus';
import { takeStrays } from './strays.ts';

type Body = () => unknown;

/** What a file has asked for since its last test or hook was declared. */
let asked: number | undefined;
/** The limits of files in milliseconds, by the outermost block of the file. */
const limits = new WeakMap<object, number>();

/** Sets the limit, in milliseconds, of the tests and hooks that the file declares from here on. */
export function limitTimeOfFile(ms: number): void {
  asked = ms;
}

/** Gives each test and hook that is declared from now on its own limit, or that of its file, or `usual` milliseconds. */
export function limitTime(usual: number): void {
  addEventHandler((event, { currentDescribeBlock, rootDescribeBlock }) => {
    if (event.name !== 'add_test' && event.name !== 'add_hook') return;
    const limit = asked ?? limits.get(rootDescribeBlock) ?? usual;
    limits.set(rootDescribeBlock, limit);
    asked = undefined;
    const added = (event.name === 'add_test' ? currentDescribeBlock.tests : currentDescribeBlock.hooks).at(-1);
    if (!added) return;
    const body = added.fn as Body;
    added.fn = () => bounded(event.timeout ?? limit, body);
  });
}

async function bounded(ms: number, body: Body): Promise<void> {
  try {
    await within(ms, body);
  } catch (error) {
    await takeStrays(); // The failure says enough, and the next test has no part in them.
    throw error;
  }
  const strays = await takeStrays();
  if (strays.length > 0)
    throw new Error(`promises were rejected and nobody handled them:\n${strays.map(stackOf).join('\n')}`);
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error));

async function within(ms: number, body: Body): Promise<void> {
  const ended = new AbortController();
  const late = pause(ms, undefined, { signal: ended.signal }).then(
    () => Promise.reject(new Error(`took more than ${ms} ms`)),
    () => undefined, // The body came first.
  );
  try {
    await Promise.race([body(), late]);
  } finally {
    ended.abort();
  }
}
