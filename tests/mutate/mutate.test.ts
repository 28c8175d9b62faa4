import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { root } from '../architecture/source.ts';
import { readSelection } from './main.ts';
import { mutate } from './mutate.ts';
import { runTests } from './trial.ts';

const DECIDE = 'services/ferry/src/boat/decide.ts';
const FILES: Record<string, string> = {
  'services/ferry/package.json': '{ "name": "ferry", "type": "module" }',
  'tsconfig.json': readFileSync(path.join(root, 'tsconfig.json'), 'utf8'),
  [DECIDE]: `/** A boat takes nobody when it is full. */
export function board(places: number, aboard: number): string[] {
  if (aboard >= places) return ['refused'];
  return ['boarded'];
}

export const fare = (age: number): number => (age < 6 ? 0 : 2_000);
export const built: { year: number } = { year: built1994() };
function built1994(): number {
  return 1_994;
}
`,
  'services/ferry/src/boat/decide.test.ts': `import { expect, test } from '@jest/globals';
import { board, built, fare } from './decide.ts';
test('has an end', () => {
  expect([board(2, 1), board(2, 2), board(2, 3)]).toEqual([['boarded'], ['refused'], ['refused']]);
  expect(built.year).toBe(1_994);
  expect(fare(30)).toBeGreaterThan(0);
});
`,
  'services/ferry/src/boat/endless.test.ts': 'for (;;);\n',
};

/** What jest needs to run them. */
const RUNNER = [
  'jest.config.mjs',
  'libs/testing/package.json',
  ...['runner', 'jest-globals', 'strays', 'time-limit'].map((name) => `libs/testing/src/${name}.ts`),
];

let planted = '';
const inPlanted = (file: string) => path.join(planted, file);

beforeAll(() => {
  planted = mkdtempSync(path.join(tmpdir(), 'naru-planted-'));
  mkdirSync(inPlanted('libs/testing/src'), { recursive: true });
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(inPlanted(file)), { recursive: true });
    writeFileSync(inPlanted(file), text);
  }
  for (const file of RUNNER) copyFileSync(path.join(root, file), inPlanted(file));
  symlinkSync(path.join(root, 'node_modules'), inPlanted('node_modules'), 'dir');
  writeFileSync(inPlanted('.gitignore'), 'node_modules\n');
  execFileSync('git', ['init', '--quiet'], { cwd: planted });
});
afterAll(() => {
  for (const made of ['', '.jest', '.json']) rmSync(`${planted}${made}`, { recursive: true, force: true });
});

const scratches = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`naru-mutate-${process.pid}-`));
const uninterrupted = new AbortController().signal;

test('prints each fault that no test finds, and leaves the checkout unchanged', async () => {
  const printed: string[] = [];
  const said: string[] = [];
  const selection = readSelection(['--group', 'domain', '--count', '100', '--workers', '1']);
  await mutate(selection, {
    root: planted,
    env: process.env,
    interruption: uninterrupted,
    equivalents: [{ file: DECIDE, before: '', after: '', reason: 'a judgement about a fault that is gone' }],
    say: (line) => said.push(line),
    print: (line) => printed.push(line),
  });
  const text = printed.join('\n');
  expect(text).toContain(
    `${DECIDE}:7 an operator changed\n  - export const fare = (age: number): number => (age < 6 ? 0 : 2_000);\n  + export const fare = (age: number): number => (age <= 6 ? 0 : 2_000);`,
  );
  // Code that is fully tested lets no fault through. A field whose absence the type checker finds does not count.
  expect(text).not.toMatch(/decide\.ts:(?!7 )/);
  expect(text).toMatch(
    /domain: [1-9]\d* of \d+ found \(\d+\.\d %\); [1-9]\d* survived; [1-9]\d* did not compile; 0 judged/,
  );
  expect(said.join('\n')).toContain(`${DECIDE} has no more`);
  expect(readFileSync(inPlanted(DECIDE), 'utf8')).toBe(FILES[DECIDE]);
  expect(scratches()).toEqual([]);
}, 300_000);

test('ends a test that a fault has made endless', async () => {
  const place = { dir: planted, env: process.env, interruption: uninterrupted };
  const tests = ['services/ferry/src/boat/endless.test.ts'];
  expect(await runTests(place, { tests, limitMs: 5_000 })).toEqual({ passed: new Map(), isLate: true });
});

test.each([
  ['--group dominion', /^--group takes one of domain, events, rpc, gateway, kit, solvers, not "dominion"$/],
  ['--count 0', /^--count takes a whole number from 1/],
  ['--workers 3', /^--workers takes a whole number from 1 to 2/],
])('refuses "%s" in one line that names the flag', (line, complaint) => {
  expect(() => readSelection(line.split(' '))).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(complaint) }),
  );
});
