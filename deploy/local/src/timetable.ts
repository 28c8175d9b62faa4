import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { readInstance } from '@naru/timetable-solver/instance';
import { type Progress, solveTimetable, type Timetable } from '@naru/timetable-solver/solve';
import { misused, readFlags, readWhole } from './arguments.ts';
import { reasonOf } from './trouble.ts';

const FLAGS = {
  seconds: { type: 'string' },
  seed: { type: 'string' },
  progress: { type: 'boolean' },
} as const;
const USAGE = 'npm run -s timetable -- FILE --seconds 10, with - for standard input';
const SECONDS = '10';
const SECONDS_MAX = 24 * 3600;
/** What npm, our entry and Node take until this file runs counts as well, as far as it can be told. */
const START_S = 0.25;

/** `npm run -s timetable -- FILE`: a timetable for the instance in a file, as one JSON object. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readFlags(args, FLAGS, { allowPositionals: true });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw misused(`give one file: ${USAGE}`);
  const seconds = readSeconds(values.seconds ?? SECONDS);
  const seed = readWhole('--seed', values.seed ?? '1', { min: 0, max: 2 ** 31 - 1 });
  const { instance, faults } = readInstance(await readJson(path));
  if (!instance) {
    const lines = faults.map((fault) => `  ${fault.path || 'the file'}: ${fault.message}`);
    throw misused(`${path} is no instance of a timetable:\n${lines.join('\n')}`);
  }
  const started = START_S + performance.now() / 1000;
  const onProgress = values.progress || process.stderr.isTTY ? show : undefined;
  const found = await solveTimetable(instance, {
    seconds: Math.max(0.1, seconds - started),
    seed,
    signal: interruption(),
    ...(onProgress && { onProgress }),
  });
  process.stdout.write(`${JSON.stringify(answerOf(found, started))}\n`);
  return 0;
}

const answerOf = ({ assignments, unplaced, gaps, bound, proven, seconds }: Timetable, started: number) => ({
  assignments,
  unplaced: unplaced.map(({ meeting, en, code }) => ({ meeting, reason: en, code })),
  gaps,
  bound,
  proven,
  seconds: Math.round(1000 * (started + seconds)) / 1000,
});

function readSeconds(given: string): number {
  const seconds = Number(given);
  if (given.trim() !== '' && seconds > 0 && seconds <= SECONDS_MAX) return seconds;
  throw misused(`--seconds takes a number above 0 and up to ${SECONDS_MAX}, not "${given}"`);
}

async function readJson(path: string): Promise<unknown> {
  let content: string;
  try {
    content = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw misused(`${path} cannot be read (${reasonOf(error)}); give one file: ${USAGE}`);
  }
  try {
    // Some editors begin a file with a mark of its byte order, which is no part of JSON.
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw misused(`${path} is not JSON: ${(error as Error).message}`);
  }
}

/** Ctrl-C ends the search and not the program: the best timetable so far is the answer. */
function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

function show({ unplaced, gaps, bound, seconds }: Progress): void {
  process.stderr.write(`${seconds.toFixed(1)} s: ${unplaced} unplaced, ${gaps} gaps, at least ${bound}\n`);
}
