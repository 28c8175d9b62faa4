import { expect, test } from '@jest/globals';
import { AMBIENT, ambientFindings } from './ambient.ts';
import { shown, sourceOf, sources } from './source.ts';

test('the kit asks the machine for time, pauses and ids in one file', () => {
  expect(shown(sources().flatMap(ambientFindings))).toEqual([]);
});

test.each([
  ['the clock', 'const at = Date.now();'],
  ['the clock, as a date', 'const at = new Date();'],
  ['the clock, as text', 'const at = Date();'],
  ['the other clock', 'const at = performance.now();'],
  ['a pause', 'setTimeout(f, 1);'],
  ['a beat', 'setInterval(f, 1);'],
  ['a pause of Node', "import { setTimeout as delay } from 'node:timers/promises';"],
  ['an alarm', 'const s = AbortSignal.timeout(1);'],
  ['an id', 'const id = randomUUID();'],
  ['an id of crypto', 'const id = crypto.randomUUID();'],
])('planted: %s', (_, text) => {
  expect(ambientFindings(sourceOf('libs/kit/src/x.ts', text))).toHaveLength(1);
  expect(ambientFindings(sourceOf(AMBIENT, text))).toEqual([]);
  expect(ambientFindings(sourceOf('libs/kit/src/x.test.ts', text))).toEqual([]);
});

test('a date of something is no clock, and what only bears a name is none', () => {
  const text = 'const at = new Date(0); const x = { now: () => at }; x.now(); ambient.pause(1);';
  expect(ambientFindings(sourceOf('libs/kit/src/x.ts', text))).toEqual([]);
});
