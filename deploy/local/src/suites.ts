import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { repositoryDir } from './paths.ts';
import { runProgram } from './run-program.ts';
import type { ServerAddresses } from './servers.ts';

/** A group of test files that run together, chosen by their paths. */
export interface Suite {
  name: string;
  paths: string[];
  ignored: string[];
  needsServers: boolean;
  /** Suites that measure run one file after the other: two systems at once would disturb each other. */
  workers: number;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const WHOLE = ['architecture', 'rights', 'journeys', 'faults'].map((name) => `<rootDir>/tests/${name}/`);
const INTEGRATION = '\\.int\\.test\\.ts$';

export const SUITES: Suite[] = [
  { name: 'unit', paths: [], ignored: [...WHOLE, INTEGRATION], needsServers: false, workers: 2 },
  { name: 'integration', paths: [INTEGRATION], ignored: WHOLE, needsServers: true, workers: 2 },
  { name: 'architecture', paths: ['tests/architecture/'], ignored: [], needsServers: false, workers: 2 },
  { name: 'rights', paths: ['tests/rights/'], ignored: [], needsServers: true, workers: 1 },
  { name: 'journeys', paths: ['tests/journeys/'], ignored: [], needsServers: true, workers: 2 },
  { name: 'faults', paths: ['tests/faults/'], ignored: [], needsServers: true, workers: 1 },
];

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
  servers: ServerAddresses | null;
  interruption: AbortSignal;
}

/** Runs a suite with jest, which shows its own progress, and counts the results. */
export async function runSuite(suite: Suite, { dataDir, servers, interruption }: SuiteRun): Promise<Counts> {
  const countsFile = path.join(dataDir, 'jest.json');
  rmSync(countsFile, { force: true });
  const env = {
    ...process.env,
    NARU_TEST_DIR: dataDir,
    NARU_UNDECLARED: 'refuse', // In the services that a test starts as processes, too.
    ...(servers && { NARU_TEST_MONGODB_URI: servers.mongodbUri, NARU_TEST_NATS_URL: servers.natsUrl }),
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
}

/** A run that ends with an error but without a failed test, or without any result, counts as one failure. */
function countsOf(countsFile: string, code: number): Counts {
  let results: JestResults;
  try {
    results = JSON.parse(readFileSync(countsFile, 'utf8')) as JestResults;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
