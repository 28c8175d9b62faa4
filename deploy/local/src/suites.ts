import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { partsOf } from './data-dir.ts';
import { dataDirOf, repositoryDir } from './paths.ts';
import { runProgram } from './run-program.ts';
import type { ServerAddresses } from './servers.ts';

/** A group of test files that run together, chosen by their paths. */
export interface Suite {
  name: string;
  paths: string[];
  ignored: string[];
  needsServers: boolean;
  /** How many files run at once. One where each file starts the whole system, which has work for two cores. */
  workers: number;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed: file, name of the test, and how its message begins. */
  failures: string[];
}

const WHOLE = ['architecture', 'rights', 'journeys', 'faults'].map((name) => `<rootDir>/tests/${name}/`);
const INTEGRATION = '\\.int\\.test\\.ts$';

export const SUITES: Suite[] = [
  { name: 'unit', paths: [], ignored: [...WHOLE, INTEGRATION], needsServers: false, workers: 2 },
  { name: 'integration', paths: [INTEGRATION], ignored: WHOLE, needsServers: true, workers: 2 },
  { name: 'architecture', paths: ['tests/architecture/'], ignored: [], needsServers: false, workers: 2 },
  { name: 'rights', paths: ['tests/rights/'], ignored: [], needsServers: true, workers: 2 },
  { name: 'journeys', paths: ['tests/journeys/'], ignored: [], needsServers: true, workers: 2 },
  { name: 'faults', paths: ['tests/faults/'], ignored: ['tests/faults/replicas/'], needsServers: true, workers: 1 },
];

/** All faults, with two replicas of each service where it matters: they last for as long as in production. */
export const FAULTS: Suite = {
  name: 'faults',
  paths: ['tests/faults/', 'tests/reactions/', 'full-disk', 'stream-watch', 'replicas.int'],
  ignored: [],
  needsServers: true,
  workers: 1,
};

/** What is deployed: Compose, the chart, and the alerts. Tools that the machine lacks count as skipped, by their names. */
export const CHECK_DEPLOY: Suite = {
  name: 'check-deploy',
  paths: ['tests/architecture/(alerts|compose|deploy|helm)\\.test'],
  ignored: [],
  needsServers: false,
  workers: 1,
};

/** The files that the command line names. */
export const chosen = (paths: string[]): Suite => ({
  name: paths.join(' '),
  paths,
  ignored: [],
  needsServers: true,
  workers: 2,
});

export interface SuiteRun {
  /** The folder for jest's results and for data that tests share. */
  dataDir: string;
  /** One pair for each worker; empty if the suite needs none. */
  servers: readonly ServerAddresses[];
  interruption: AbortSignal;
}

/** Runs a suite with jest, which shows its own progress, and counts the results. */
export async function runSuite(suite: Suite, { dataDir, servers, interruption }: SuiteRun): Promise<Counts> {
  const countsFile = path.join(dataDir, 'jest.json');
  rmSync(countsFile, { force: true });
  const env = {
    ...process.env,
    NARU_TEST_DIR: dataDir,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? partsOf(dataDirOf(process.env)).compileCache,
    NARU_UNDECLARED: 'refuse', // In the services that a test starts as processes, too.
    // Each worker takes its own pair (libs/testing/src/runner.ts).
    NARU_TEST_SERVERS: JSON.stringify(servers.map(({ mongodbUri, natsUrl }) => ({ mongodbUri, natsUrl }))),
  };
  const options = { cwd: repositoryDir, env, show: true, interruption };
  const { code } = await runProgram(process.execPath, jestArguments(suite, countsFile), options);
  return countsOf(countsFile, code);
}

function jestArguments({ paths, ignored, workers }: Suite, countsFile: string): string[] {
  return [
    path.join(repositoryDir, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...['--passWithNoTests', '--json', `--outputFile=${countsFile}`, `--maxWorkers=${workers}`],
    ...ignored.map((pattern) => `--testPathIgnorePatterns=${pattern}`),
    ...['/node_modules/'].map((pattern) => `--testPathIgnorePatterns=${pattern}`),
    ...(paths.length > 0 ? ['--testPathPatterns', ...paths] : []),
  ];
}

interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Files that failed as a whole, for example by a broken import. None of their tests is counted elsewhere. */
  numRuntimeErrorTestSuites: number;
  testResults: {
    /** Of the file. */
    name: string;
    /** Empty for a file that passed. */
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** A run that ends with an error but without a failed test, or without any result, counts as one failure. */
function countsOf(countsFile: string, code: number): Counts {
  let results: JestResults;
  try {
    results = JSON.parse(readFileSync(countsFile, 'utf8')) as JestResults;
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['no results were written'] };
  }
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
    failures: results.testResults.flatMap(failuresOf),
  };
}

const MESSAGE_LINES_MAX = 20;

function failuresOf({ name, message, assertionResults }: JestResults['testResults'][number]): string[] {
  const file = path.relative(repositoryDir, name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return message === '' ? [] : [`${file}\n${beginning(message)}`];
  return failed.map((test) => `${file}: ${test.fullName}\n${beginning(test.failureMessages.join('\n'))}`);
}

const beginning = (message: string) => message.split('\n').slice(0, MESSAGE_LINES_MAX).join('\n');
