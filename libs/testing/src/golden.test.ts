import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../../..');
// Inside the repository, so that Node finds the packages from there.
const folder = mkdtempSync(path.join(root, 'libs/testing/.golden-'));
const file = path.join(folder, 'fixture/events.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EVENTS = ['requested', 'cancelled'].map((past) => `naru.fixture.${past}.v1`);

/** Runs jest over a test of two events with these bytes, as the test of a noun would; returns whether it passed. */
function passes(bytes: readonly string[], env: Record<string, string> = {}): boolean {
  const published = EVENTS.map((type, index) => `{ event: { type: '${type}' }, data: Buffer.from('${bytes[index]}') }`);
  writeFileSync(
    path.join(folder, 'events.test.ts'),
    `import { goldenEvents } from '../src/golden.ts';
     goldenEvents({ published: [${published.join(', ')}] as never, of: 'naru.fixture.', at: import.meta.url });`,
  );
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const options = ['-t', 'has the bytes', '--testPathPatterns', path.basename(folder)];
  try {
    execFileSync(process.execPath, [jest, ...options], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    return true;
  } catch {
    return false;
  }
}

test('only the command adds bytes, and existing bytes never change', () => {
  expect(passes(['a', 'b'])).toBe(false);
  expect(existsSync(file)).toBe(false);
  expect(passes(['a', 'b'], { NARU_GOLDEN: 'add' })).toBe(true);
  expect(passes(['a', 'b'])).toBe(true);
  expect(passes(['a', 'other'])).toBe(false);

  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ [EVENTS[0] ?? '']: Buffer.from('a').toString('base64') }));
  expect(passes(['changed', 'new'], { NARU_GOLDEN: 'add' })).toBe(false);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    [EVENTS[0] ?? '']: Buffer.from('a').toString('base64'),
    [EVENTS[1] ?? '']: Buffer.from('new').toString('base64'),
  });
});
