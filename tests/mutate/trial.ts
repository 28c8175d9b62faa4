/** Runs programs in a copy of the checkout: the type checker, and jest on chosen test files. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Place {
  /** The copy of the checkout. */
  dir: string;
  env: NodeJS.ProcessEnv;
  interruption: AbortSignal;
}

interface Ended {
  output: string;
  isLate: boolean;
}

/** Runs a program in its own process group, and ends the whole group at the time limit or when the user stops. */
function runIn({ dir, env, interruption }: Place, args: string[], limitMs: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: dir, env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const end = () => endGroup(child.pid);
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      end();
    }, limitMs);
    let output = '';
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
    });
    interruption.addEventListener('abort', end);
    process.on('exit', end);
    child.once('exit', () => {
      clearTimeout(late);
      interruption.removeEventListener('abort', end);
      process.off('exit', end);
      end(); // A process that a test left running would slow the next trial, and would keep our pipe open.
    });
    child.once('close', () => resolve({ output, isLate }));
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
}

const TYPE_CHECK_MS_MAX = 600_000;
const ERROR_IN = /^(.+?)\(\d+,\d+\): error /gm;

/**
 * The files in which the type checker finds errors: in the whole repository, and in those packages with their own
 * settings that can see the changes. These packages depend only on each other and on types of the contract.
 */
export async function typeErrors(place: Place, changed: readonly string[]): Promise<Set<string>> {
  const apart = packagesApart(place.dir);
  const seenFrom = [...apart.map((folder) => `${folder}/`), 'libs/contracts/'];
  const isSeen = changed.some((file) => seenFrom.some((folder) => file.startsWith(folder)));
  // Check its sources, not declarations that were built before the faults were planted.
  writeFileSync(path.join(place.dir, HOUSE), JSON.stringify({ extends: './tsconfig.json', references: [] }));
  const house = (await errorsOf(place, HOUSE)).filter((file) => !apart.some((folder) => file.startsWith(`${folder}/`)));
  const found = new Set(house);
  for (const folder of isSeen ? apart : [])
    for (const file of await errorsOf(place, `${folder}/tsconfig.json`)) if (file.startsWith(folder)) found.add(file);
  return found;
}

const HOUSE = 'tsconfig.trial.json';

function packagesApart(dir: string): string[] {
  const libs = path.join(dir, 'libs');
  const names = existsSync(libs) ? readdirSync(libs) : [];
  return names.filter((name) => existsSync(path.join(libs, name, 'tsconfig.json'))).map((name) => `libs/${name}`);
}

async function errorsOf(place: Place, project: string): Promise<string[]> {
  const tsc = path.join(place.dir, 'node_modules/typescript/bin/tsc');
  const kept = ['--incremental', '--tsBuildInfoFile', `${project}.tsbuildinfo`];
  const args = [tsc, '--project', project, '--noEmit', '--emitDeclarationOnly', 'false', '--pretty', 'false', ...kept];
  const { output } = await runIn(place, args, TYPE_CHECK_MS_MAX);
  return [...output.matchAll(ERROR_IN)].map(([, file = '']) => file);
}

/** The results of the test files of one run. */
export interface Results {
  passed: Map<string, { tookMs: number }>;
  /** True if it was ended at the time limit; then no file has a result. */
  isLate: boolean;
}

export interface TestRun {
  tests: readonly string[];
  limitMs: number;
  /** One failed file is enough. */
  bail?: boolean;
  workers?: number;
}

export async function runTests(place: Place, { tests, limitMs, bail = false, workers = 1 }: TestRun): Promise<Results> {
  const report = `${place.dir}.json`;
  rmSync(report, { force: true });
  const options = [...(bail ? ['--bail'] : []), workers > 1 ? `--maxWorkers=${workers}` : '--runInBand'];
  const args = [...jest(place), ...options, '--json', `--outputFile=${report}`, '--runTestsByPath', ...tests];
  const { isLate } = await runIn(place, args, limitMs);
  const passed = resultsOf(report).filter(({ status }) => status === 'passed');
  const timed = passed.map(({ name, startTime, endTime }) => {
    return [path.relative(place.dir, name), { tookMs: endTime - startTime }] as const;
  });
  return { passed: new Map(timed), isLate };
}

const jest = ({ dir }: Place): string[] => [
  path.join(dir, 'node_modules/jest/bin/jest.js'),
  // The cache is outside the copy, because jest searches the whole copy at each start.
  ...['--silent', '--watchman=false', '--forceExit', `--cacheDirectory=${dir}.jest`],
];

interface FileResult {
  name: string;
  status: string;
  startTime: number;
  endTime: number;
}

function resultsOf(report: string): FileResult[] {
  try {
    return (JSON.parse(readFileSync(report, 'utf8')) as { testResults: FileResult[] }).testResults;
  } catch {
    return [];
  }
}
