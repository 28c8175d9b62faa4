import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lastWordsOf } from './logs.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'naru-logs-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test.each([
  [
    'a failed import of Node',
    "throw new X\n^\n\nError: Cannot find module 'x'\n    at y {\n  code: 'Z'\n}\n\nNode.js v24.21.0\n",
    "Error: Cannot find module 'x'",
  ],
  ['a traceback of Python', 'Traceback:\n  File "x"\nWiredTigerError: corruption\n', 'WiredTigerError: corruption'],
  ['a list of faults', 'not right:\n  A: missing\n  B: not a number\n', 'not right: A: missing; B: not a number'],
  ['a service', '{"level":60,"err":{"message":"no way"},"msg":"could not start"}\n', 'could not start: no way'],
  ['silence', '', ''],
])('the last words of %s', (_, text, words) => {
  const file = path.join(dir, 'child.log');
  writeFileSync(file, text);
  expect(lastWordsOf(file)).toBe(words);
});
