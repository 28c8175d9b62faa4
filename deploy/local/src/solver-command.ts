/** Runs a solver on a file: JSON in, one JSON object out, progress on stderr, and every fault with its place. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Reading } from '@naru/solving/reading';
import { misused, readFlags, readWhole } from './arguments.ts';
import { faultInWords } from './fault-texts.ts';
import { type GivenJson, parseGiven } from './given-json.ts';
import { reasonOf } from './trouble.ts';

export interface Effort {
  /** The rest of the requested time. */
  seconds: number;
  seed: number;
  /** Ctrl-C ends the search and not the program: the best so far is the answer. */
  signal: AbortSignal;
  /** Set if progress is wanted. */
  show: ((line: string) => void) | undefined;
  /** The wall time since the start of the command, as far as it is known. */
  elapsed: () => number;
}

export interface SolverCommand<Problem> {
  /** Its name for npm. */
  name: string;
  /** The expected content of the file, for "… is no WHAT". */
  what: string;
  /** The default in seconds; undefined for a solver without a time limit. */
  seconds?: string;
  read(value: unknown, seed: number): Reading<Problem>;
  solve(problem: Problem, effort: Effort): Promise<object>;
}

const SECONDS_MAX = 24 * 3600;
/** The time that npm, our entry and Node took before this file also counts, as far as it is known. */
const START_S = 0.25;

const SEED = { seed: { type: 'string' } } as const;
const TIME = { seconds: { type: 'string' }, progress: { type: 'boolean' } } as const;

export const solverCommand =
  <Problem>(command: SolverCommand<Problem>) =>
  async (args: string[]): Promise<number> => {
    const usage = `npm run -s ${command.name} -- FILE${command.seconds ? ` --seconds ${command.seconds}` : ''}, with - for standard input`;
    const flags = command.seconds ? { ...TIME, ...SEED } : SEED;
    const { values: given, positionals } = readFlags(args, flags, { allowPositionals: true });
    const values: { seed?: string; seconds?: string; progress?: boolean } = given;
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw misused(`give one file: ${usage}`);
    const seconds = command.seconds ? readSeconds(values.seconds ?? command.seconds) : 0;
    const seed = readWhole('--seed', values.seed ?? '1', { min: 0, max: 2 ** 31 - 1 });
    const { found, faults } = command.read(await readJson(path, usage), seed);
    if (!found)
      throw misused(`${path} is no ${command.what}:\n${faults.map((fault) => `  ${faultInWords(fault)}`).join('\n')}`);
    const elapsed = () => START_S + performance.now() / 1000;
    const show =
      values.progress || process.stderr.isTTY ? (line: string) => void process.stderr.write(`${line}\n`) : undefined;
    const effort = { seconds: Math.max(0.1, seconds - elapsed()), seed, signal: interruption(), show, elapsed };
    process.stdout.write(`${JSON.stringify(await command.solve(found, effort))}\n`);
    return 0;
  };

/** In the form of the answers. */
export const inMilliseconds = (seconds: number): number => Math.round(1000 * seconds) / 1000;

function readSeconds(given: string): number {
  const seconds = Number(given);
  if (given.trim() !== '' && seconds > 0 && seconds <= SECONDS_MAX) return seconds;
  throw misused(`--seconds takes a number above 0 and up to ${SECONDS_MAX}, not "${given}"`);
}

async function readJson(path: string, usage: string): Promise<unknown> {
  let content: string;
  try {
    content = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw misused(`${path} cannot be read (${reasonOf(error)}); give one file: ${usage}`);
  }
  let given: GivenJson;
  try {
    given = parseGiven(content);
  } catch (error) {
    throw misused(`${path} is not JSON: ${(error as Error).message}`);
  }
  const { value, repeated } = given;
  if (repeated.length > 0) throw misused(`${path} has keys that stand twice:\n${repeated.join('\n')}`);
  return value;
}

function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}
