import { expect, test } from '@jest/globals';
import {
  FILE_LINES_MAX,
  FUNCTION_LINES_MAX,
  KIT_FUNCTION_LINES_MAX,
  KIT_LINES_MAX,
  kitLines,
  sizeFindings,
} from './sizes.ts';
import { shown, sourceOf, sources } from './source.ts';

const all = sources();

test('no file and no function is too long', () => {
  expect(shown(all.flatMap(sizeFindings))).toEqual([]);
});

// The aim was 2,500 lines. Operations, creation by request id, leases, mirrors, the reach of grants, and small
// functions with names made it larger, and so did limits of what one caller may take.
test('the kit stays small', () => {
  expect(kitLines(all)).toBeLessThanOrEqual(KIT_LINES_MAX);
});

const lines = (count: number, line = 'x();') => `${line}\n`.repeat(count);
const planted = (text: string) => sizeFindings(sourceOf('services/x/src/y/z.ts', text)).map(({ message }) => message);

test('planted: a file and a function that are too long', () => {
  expect(planted(lines(FILE_LINES_MAX + 1))).toEqual([expect.stringContaining('two files')]);
  expect(planted(lines(FILE_LINES_MAX))).toEqual([]);
  const wrapped = (count: number) => `const f = () => {\n${lines(count)}};\n`;
  expect(planted(wrapped(FUNCTION_LINES_MAX - 1))).toEqual([expect.stringContaining('a function of 71 lines')]);
  expect(planted(wrapped(FUNCTION_LINES_MAX - 2))).toEqual([]);
});

test('a factory counts without the named functions inside it; a callback counts as a part of its caller', () => {
  const half = lines(40);
  const factory = `function f() {\n  function g() {\n${half}}\n  return { h: () => {\n${half}} };\n}\n`;
  expect(planted(factory)).toEqual([]);
  expect(planted(`function f() {\n${half}  list.map(() => {\n${half}  });\n}\n`)).toHaveLength(1);
});

test('planted: in the kit, an outer function of 61 lines with short named functions inside', () => {
  const inKit = (text: string) => sizeFindings(sourceOf('libs/kit/src/x.ts', text)).map(({ message }) => message);
  const inner = (name: string) => `  function ${name}() {\n${lines(17)}  }\n`;
  const outer = (rest: number) => `function f() {\n${['g', 'h', 'i'].map(inner).join('')}${lines(rest)}}\n`;
  expect(inKit(outer(KIT_FUNCTION_LINES_MAX - 59 + 1))).toEqual([expect.stringContaining('a function of 61 lines')]);
  expect(inKit(outer(1))).toEqual([]);
  expect(planted(outer(10))).toEqual([]);
});

test('a table of RPC entries does not count as a function', () => {
  const inKit = (text: string) => sizeFindings(sourceOf('libs/kit/src/x.ts', text));
  const entries = `{\n${'  get: async () => 1,\n'.repeat(80)}}`;
  expect(inKit(`export const xRpcs = () => (${entries});\n`)).toEqual([]);
  expect(inKit(`export function xRpcs() {\n  return ${entries};\n}\n`)).toEqual([]);
  expect(inKit(`const s = () => implement(X, ${entries});\n`)).toEqual([]);
  expect(inKit(`export function others() {\n  return ${entries};\n}\n`)).toHaveLength(1);
});

test('planted: a kit that grew; its comments do not count', () => {
  const kit = (text: string) =>
    kitLines([sourceOf('libs/kit/src/x.ts', text), sourceOf('libs/kit/src/x.test.ts', text)]);
  expect(kit(lines(KIT_LINES_MAX + 1))).toBeGreaterThan(KIT_LINES_MAX);
  expect(kit(`/** One. */\n// Two.\n\n${lines(2)}`)).toBe(2);
});
