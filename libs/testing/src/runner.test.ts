import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../../..');
// Inside the repository, so that Node finds the packages from there.
const folder = mkdtempSync(path.join(root, 'libs/testing/.runner-'));
const report = path.join(folder, 'report.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = {
  limits: `
    jest.setTimeout(200);
    test('hangs', () => new Promise(() => {}));
    test('has time of its own', () => pause(400), 10_000);
    test.each([1, 2])('is %i', (n) => expect(n).toBe(1));`,
  hook: `
    beforeAll(() => { throw new Error('no ground'); });
    test('stands on nothing', () => {});`,
  stray: `
    test('leaves an error behind', async () => { void Promise.reject(new Error('stray')); await pause(100); });
    test('leaves one behind at its end', () => { void Promise.reject(new Error('stray')); });
    test('fails with one behind', () => { void Promise.reject(new Error('stray')); throw new Error('own'); });
    test('has no part in it', () => pause(10));
    test('handles it later', async () => {
      const late = Promise.reject(new Error('late'));
      await pause(100);
      await expect(late).rejects.toThrow('late');
    });`,
  thrown: `test('throws outside', async () => { setTimeout(() => { throw new Error('outside'); }); await pause(400); });`,
  exit: `test('ends the process', () => process.exit(0));`,
  broken: `import './missing.ts'; test('never runs', () => {});`,
};

interface Report {
  numRuntimeErrorTestSuites: number;
  testResults: { name: string; status: string; assertionResults: { title: string; status: string }[] }[];
}

function reported(): Report {
  for (const [name, body] of Object.entries(FILES)) {
    const head = `import { beforeAll, expect, jest, test } from '@jest/globals';
      import { setTimeout as pause } from 'node:timers/promises';`;
    writeFileSync(path.join(folder, `${name}.test.ts`), head + body);
  }
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const options = ['--json', `--outputFile=${report}`, '--maxWorkers=2', '--testPathPatterns', path.basename(folder)];
  expect(() => execFileSync(process.execPath, [jest, ...options], { cwd: root, stdio: 'pipe' })).toThrow();
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

test('what hangs, strays, ends the process or does not load fails, and nothing else does', () => {
  const { testResults, numRuntimeErrorTestSuites } = reported();
  expect(testResults.map(({ status }) => status)).toEqual(Object.keys(FILES).map(() => 'failed'));
  expect(numRuntimeErrorTestSuites).toBe(3); // thrown, exit, broken
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(Object.fromEntries(results.map(({ title, status }) => [title, status]))).toEqual({
    hangs: 'failed',
    'has time of its own': 'passed',
    'is 1': 'passed',
    'is 2': 'failed',
    '(beforeAll)': 'failed',
    'stands on nothing': 'passed',
    'leaves an error behind': 'failed',
    'leaves one behind at its end': 'failed',
    'fails with one behind': 'failed',
    'has no part in it': 'passed',
    'handles it later': 'passed',
  });
});
