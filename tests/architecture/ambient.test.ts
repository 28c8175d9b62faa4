import { expect, test } from '@jest/globals';
import { AMBIENT, ambientFindings, BY_ITSELF } from './ambient.ts';
import { shown, sourceOf, sources } from './source.ts';

test('only one file asks the machine for time, pauses and ids; a process passes them on from its start', () => {
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
  expect(ambientFindings(sourceOf('services/x/src/y/rpc.ts', text))).toHaveLength(1);
  expect(ambientFindings(sourceOf(AMBIENT, text))).toEqual([]);
  expect(ambientFindings(sourceOf('libs/kit/src/x.test.ts', text))).toEqual([]);
});

test('planted: a default of realAmbient', () => {
  const text =
    "import { type Ambient, realAmbient } from './ambient.ts'; const f = ({ ambient = realAmbient }) => ambient;";
  expect(ambientFindings(sourceOf('libs/kit/src/x.ts', text))).toHaveLength(1);
  expect(ambientFindings(sourceOf('libs/kit/src/boot.ts', text))).toEqual([]);
});

test('every exception is in use', () => {
  const asks = ({ text }: { text: string }) => ambientFindings(sourceOf('services/x/src/y.ts', text)).length > 0;
  const found = sources().filter((one) => one.path in BY_ITSELF && asks(one));
  expect(found.map(({ path }) => path)).toEqual(Object.keys(BY_ITSELF));
});

test('a Date from a value reads no clock, and a member with the name of a clock is none', () => {
  const text = 'const at = new Date(0); const x = { now: () => at }; x.now(); ambient.pause(1);';
  expect(ambientFindings(sourceOf('libs/kit/src/x.ts', text))).toEqual([]);
});
