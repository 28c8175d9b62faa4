import { expect, test } from '@jest/globals';
import { differences } from './differences.ts';

const expected = new Map([
  ['a', { version: 3, name: { ko: '가', en: 'a' }, tags: ['x', 'y'] }],
  ['b', { version: 1, name: { ko: '', en: 'b' }, tags: [] }],
]);
const against = (held: [string, unknown][]) => differences({ name: 'copies', expected, held: new Map(held) });
const [a, b] = [...expected];

test('equal content is no difference, for any order of fields and any form of absence', () => {
  const reordered = { tags: ['x', 'y'], name: { en: 'a', ko: '가', hidden: undefined }, version: 3, gone: null };
  expect(against([['a', reordered], b as never])).toEqual([]);
});

test('a missing, a superfluous and an outdated record are reported by name', () => {
  expect(against([a as never])).toEqual([expect.stringMatching(/^copies b: expected .*, holds nothing$/)]);
  expect(against([a as never, b as never, ['c', {}]])).toEqual(['copies c: expected nothing, holds {}']);
  expect(against([['a', { ...expected.get('a'), version: 2 }], b as never])).toHaveLength(1);
});

test('a changed order of a list and a field that should be gone are differences', () => {
  expect(against([['a', { ...expected.get('a'), tags: ['y', 'x'] }], b as never])).toHaveLength(1);
  expect(against([['a', { ...expected.get('a'), profile: {} }], b as never])).toHaveLength(1);
});
