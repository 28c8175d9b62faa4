import { expect, test } from '@jest/globals';
import { sourceOf } from '../architecture/source.ts';
import { apart, judged } from './campaign.ts';
import { drawn, mutantsOf, withoutEquivalents } from './choose.ts';

const mutants = (text: string) => mutantsOf(sourceOf('services/ferry/src/boat/decide.ts', text), 'domain');
const planted = (text: string) => mutants(text).map(({ text: after }) => after);

test.each([
  ['a condition turned, a guard taken out', 'if (full) leave();', 'if (!(full)) leave();', '{}'],
  ['a limit moved by one', 'x = 40;', 'x = 39;'],
  ['no duration', 'const waitMs = 40;'],
  ['a condition once: by its operator', 'if (a === b) {} else leave();', 'if (a !== b) {} else leave();'],
  ['a condition once: by its sign', 'if (!a) {} else leave();', 'if ( a) {} else leave();'],
  ['a comparison on its limit', 'y = a < b;', 'y = a <= b;'],
  ['a comparison turned', 'y = a === b;', 'y = a !== b;'],
  ['a boolean turned', 'y = a && b;', 'y = a || b;', 'y = a;'],
  ['a nullish default taken out', 'z = a ?? b;', 'z = a;'],
  ['a yes turned', 'y = true;', 'y = false;'],
  ['a sign taken out', 'y = !a;', 'y =  a;'],
  ['a field taken out', 'y = { a, b };', 'y = { b };', 'y = { a };'],
  ['an awaited call taken out', 'await save();', ';'],
  ['a method of lists', 'y = list.some(fits);', 'y = list.every(fits);'],
  ['an order taken out', 'y = list.toSorted(byAge);', 'y = list;'],
  ['nothing in types and logs', "interface A { a: 1 }\nlog.warn({ a: 1, b: 2 }, 'said');"],
])('plants %s', (_, text, ...expected) => {
  expect(planted(text)).toEqual(expect.arrayContaining(expected));
  expect(new Set(planted(text)).size).toBe(planted(text).length);
  if (expected.length === 0) expect(planted(text)).toEqual([]);
});

test.each([
  ['an order that stays the same', 'a ? -1 : 1;', '!(a) ? -1 : 1;', 'a ?  1 : 1;'],
  [
    'an index, but for what it keeps unique',
    'const A_INDEX = { key: { a: 1 }, unique: true };',
    'const A_INDEX = { key: { a: 1 }, unique: false };',
  ],
  [
    'an item that is found by its id',
    'list.find(({ id }) => id === other);',
    ';',
    'list.find(({ id }) => id !== other);',
  ],
  ['a value that only a trace shows', 'y = { attributes: { a: true } };', ';', 'y = {  };'],
  ['a failpoint', "reached('here');"],
  ['an example of a text', 'y = { example: { year: 2026, sent: true } };', ';', 'y = {  };'],
  [
    'a constant that is only an example',
    'const SPAN = [{ day: 31 }]; y = { example: SPAN as Span, ko: ({ SPAN }) => SPAN.SPAN };',
    'const SPAN = [{ day: 31 }]; ;',
    'const SPAN = [{ day: 31 }]; y = { ko: ({ SPAN }) => SPAN.SPAN };',
    'const SPAN = [{ day: 31 }]; y = { example: SPAN as Span };',
  ],
])('ignores %s', (_, text, ...expected) => {
  expect(planted(text).toSorted()).toEqual(expected.toSorted());
});

test('plants in a constant that is more than an example', () => {
  const example = 'rule({ example: { MAX } });';
  for (const text of [`const MAX = 5; ${example} f(MAX);`, `export const MAX = 5; ${example}`])
    expect(planted(text)).toContainEqual(expect.stringMatching(/MAX = [46];/));
});

test('reports where a fault is and what it changes, in one line each', () => {
  const [first] = mutants('// A boat.\nexport const fits = (a: number) =>\n  a < 40;\n');
  expect(first).toMatchObject({ line: 3, before: 'a < 40;', after: '!(a < 40);' });
});

const TEXT = 'export const fits = (a: number, b: number) => a < 40 && b > 2 && a !== b;\n';

test('draws the same faults for the same seed, and others for another seed', () => {
  const order = (seed: number) => drawn(mutants(TEXT), seed).map(({ after }) => after);
  expect(order(1)).toEqual(order(1));
  expect(order(2)).not.toEqual(order(1));
  expect(order(2).toSorted()).toEqual(order(1).toSorted());
});

test('leaves out judged faults, and names a judgement that no file needs any more', () => {
  const all = mutants(TEXT);
  const [one] = all;
  if (!one) throw new Error('no fault was planted');
  const judged = { file: one.file, before: one.before, after: one.after, reason: 'the same' };
  const stale = { ...judged, before: 'a line that was rewritten' };
  const { counting, gone } = withoutEquivalents(all, [judged, stale]);
  expect(counting).toEqual(all.slice(1));
  expect(gone).toEqual([stale]);
});

test('plants only faults without a common test at the same time', () => {
  const [first] = mutants(TEXT);
  if (!first) throw new Error('no fault was planted');
  const inFile = (file: string) => ({ ...first, file });
  const [a, b, c, d] = [inFile('a.ts'), inFile('b.ts'), inFile('c.ts'), inFile('a.ts')];
  const tests: Record<string, string[]> = { 'a.ts': ['one'], 'b.ts': ['one', 'two'], 'c.ts': ['three'] };
  expect(apart([a, b, c, d], ({ file }) => tests[file] ?? [])).toEqual([[a, c], [b], [d]]);
});

test('each of several planted faults is judged only by its own tests', () => {
  const [first] = mutants(TEXT);
  if (!first) throw new Error('no fault was planted');
  const batch = ['a.ts', 'b.ts', 'c.ts'].map((file) => ({ ...first, file }));
  const tests: Record<string, string[]> = { 'a.ts': ['one', 'all'], 'b.ts': ['two', 'all'], 'c.ts': ['three', 'all'] };
  const fates = (...passed: string[]) => {
    const { found, unclear, unnoticed } = judged(batch, ({ file }) => tests[file] ?? [], new Set(passed));
    return [found, unclear, unnoticed].map((mutantsOfFate) => mutantsOfFate.map(({ file }) => file).join());
  };
  expect(fates('one', 'two', 'three', 'all')).toEqual(['', '', 'a.ts,b.ts,c.ts']);
  expect(fates('two', 'three', 'all')).toEqual(['a.ts', '', 'b.ts,c.ts']);
  expect(fates('two', 'three')).toEqual(['a.ts', 'b.ts,c.ts', '']);
  expect(fates()).toEqual(['', 'a.ts,b.ts,c.ts', '']);
});
