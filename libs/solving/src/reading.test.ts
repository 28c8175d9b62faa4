import { expect, test } from '@jest/globals';
import { told } from './fixture/told.ts';
import { type Find, idOf, objectIn, optional, readingOf, rows, shown, textIn, unique, whole } from './reading.ts';

/** The faults of a reading, one in each line. */
const faultsOf = (read: (find: Find) => unknown) => readingOf(read).faults.map(told);

test('a reading without faults has a value, one with faults has none; at most fifty faults are reported', () => {
  expect(readingOf(() => 7)).toEqual({ found: 7, faults: [] });
  const { found, faults } = readingOf((find) => {
    for (let at = 0; at < 60; at += 1) find(`rows[${at}]`, 'empty', {});
    return 7;
  });
  expect([found, faults.length, faults.at(-1)?.path]).toEqual([null, 50, 'rows[49]']);
});

test.each([
  [undefined, 'missing'],
  [null, 'null'],
  [[1, [2]], 'list'],
  [{ a: { b: 1 } }, 'object'],
  [true, 'true'],
  [-0.5, '-0.5'],
  [Number.NaN, 'NaN'],
  ['a "b"', '"a \\"b\\""'],
  ['k'.repeat(58), `"${'k'.repeat(58)}"`],
  ['k'.repeat(59), `"${'k'.repeat(56)}…`],
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

test('a whole number is within its limits, both included', () => {
  const read = (value: unknown, min?: number) =>
    readingOf((find) => whole(value, { path: 'n', max: 9, find, ...(min !== undefined && { min }) }));
  for (const value of [0, 9]) expect(read(value)).toEqual({ found: value, faults: [] });
  for (const value of [-1, 10, 0.5, '3', null, undefined, Number.NaN]) expect(read(value).found).toBeNull();
  expect(read(1, 1).found).toBe(1);
  expect(read(0, 1).faults).toEqual([{ path: 'n', code: 'whole', params: { given: '0', min: 1, max: 9 } }]);
});

test('an optional field is read if it is there', () => {
  expect([undefined, null, 0, ''].map((value) => optional(value, (given) => [given]))).toEqual([
    undefined,
    undefined,
    [0],
    [''],
  ]);
});

test('a list is read up to its limit; nothing of a longer list is read', () => {
  const read = (list: unknown) => readingOf((find) => rows({ list }, 'list', { max: 2, find }));
  expect(read([1, 2]).found).toEqual([1, 2]);
  expect(read([1, 2, 3]).faults).toEqual([{ path: 'list', code: 'too_many', params: { count: 3, max: 2 } }]);
  expect(read({}).faults).toEqual([{ path: 'list', code: 'list', params: { given: 'object' } }]);
  let taken: unknown[] = [0];
  readingOf((find) => (taken = rows({ list: [1, 2, 3] }, 'list', { max: 2, find })));
  expect(taken).toEqual([]);
});

test('a row that is no object has only that fault', () => {
  const read = (row: unknown) => faultsOf((find) => objectIn(row, { path: 'rows[0]', example: '{"id": "x"}', find }));
  expect(read({ any: 1 })).toEqual([]);
  for (const row of [null, [], 'x', undefined])
    expect(read(row)).toEqual([`rows[0]: object ${shown(row)} {"id": "x"}`]);
});

test('an id is a text of 1 to 200 characters', () => {
  const read = (value: unknown) => readingOf((find) => textIn(value, 'id', find));
  for (const value of ['k', 'k'.repeat(200)]) expect(read(value).found).toBe(value);
  for (const value of ['', 'k'.repeat(201), 7, null]) expect(read(value).faults).toHaveLength(1);
});

test('a repeated id is reported with its first place; an invalid id is reported only once', () => {
  const read = (...ids: string[]) =>
    faultsOf((find) =>
      unique(
        ids.map((id) => ({ id })),
        'rows',
        find,
      ),
    );
  expect(read('a', 'b')).toEqual([]);
  expect(read('a', 'b', 'a')).toEqual(['rows[2].id: twice "a" rows[0].id']);
  expect(read('', '')).toEqual([]);
  expect([...unique([{ id: 'a' }, { id: 'b' }, { id: 'a' }], 'rows', () => {})]).toEqual(['a', 'b']);
});

test('a field must name an item of a list', () => {
  const read = (one: Record<string, unknown>) =>
    readingOf((find) => idOf(one, 'judge', { path: 'pairs[0]', ids: new Set(['a', '7']), of: 'judges', find }));
  expect(read({ judge: 'a' }).found).toBe('a');
  for (const judge of ['b', 7, undefined])
    expect(read({ judge }).faults).toEqual([
      { path: 'pairs[0].judge', code: 'unknown_id', params: { given: shown(judge), of: 'judges' } },
    ]);
});
