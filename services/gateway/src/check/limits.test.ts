/** The exact limits of values in a body: the last value that passes, and the first that does not. */
import { ScalarType } from '@bufbuild/protobuf';
import { expect, test } from '@jest/globals';
import { fixtureMessage } from '../fixture/contract.ts';
import { checkMessage } from './message.ts';
import { checkScalar } from './scalar.ts';
import { type Check, type Json, Walk } from './walk.ts';

function faultsOf(check: Check, value: Json): string[] {
  const walk = new Walk();
  check(value, walk);
  return walk.faults.map(({ path, rule }) => `${path} ${rule}`);
}
const everything = checkMessage(fixtureMessage('Everything'));
const faults = (body: Json) => faultsOf(everything, body);

test.each([
  [
    ScalarType.INT32,
    'int32',
    [-(2 ** 31), 2 ** 31 - 1, '-2147483648', '0', '-0'],
    [-(2 ** 31) - 1, 2 ** 31, '2147483648', '01', '+1', '1.0', true, null],
  ],
  [ScalarType.UINT32, 'uint32', [0, 2 ** 32 - 1, '4294967295'], [-1, 2 ** 32, '-1']],
  [
    ScalarType.INT64,
    'int64',
    [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, '-9007199254740991'],
    [2 ** 53, -(2 ** 53), '9007199254740992'],
  ],
  [ScalarType.UINT64, 'uint64', [0, Number.MAX_SAFE_INTEGER], [-1, 2 ** 53]],
  [ScalarType.FLOAT, 'float', [3.4028234663852886e38, -3.4028234663852886e38, '1e3'], [3.5e38, -3.5e38, '0x1']],
  [ScalarType.DOUBLE, 'double', [Number.MAX_VALUE, '-1.5e-3', '0.5', '1E+2'], ['NaN', '.5', '1.', 'e1', '', null]],
  [ScalarType.BOOL, 'bool', [true, false], ['true', 1, null]],
  [ScalarType.BYTES, 'base64', ['', 'AA==', 'AA', 'AAA=', 'AAA', 'AAAA', '-_+/'], ['A', 'AA=', 'AAA==', 'A===', 7]],
  [ScalarType.STRING, 'string', ['', 'x'], [1, null, true]],
] as const)('type %i (%s): what passes and what does not', (type, rule, right, wrong) => {
  for (const value of right) expect([value, faultsOf(checkScalar(type), value)]).toEqual([value, []]);
  for (const value of wrong) expect([value, faultsOf(checkScalar(type), value)]).toEqual([value, [` ${rule}`]]);
});

test.each([ScalarType.INT32, ScalarType.SINT32, ScalarType.SFIXED32, ScalarType.UINT32, ScalarType.FIXED32])(
  'a quoted whole number of type %i becomes a number',
  (type) => {
    expect(checkScalar(type)('7', new Walk())).toBe(7);
  },
);

test.each([ScalarType.INT64, ScalarType.SINT64, ScalarType.SFIXED64, ScalarType.UINT64, ScalarType.FIXED64])(
  'a large whole number of type %i stays text',
  (type) => {
    expect([checkScalar(type)(7, new Walk()), checkScalar(type)('7', new Walk())]).toEqual(['7', '7']);
  },
);

test.each([
  [
    'at',
    'timestamp',
    ['2015-05-11T00:00:00Z', '2016-02-29T23:59:59.123456789+23:59', '0001-01-01T00:00:00-00:00'],
    [
      '2015-02-29T00:00:00Z',
      '2015-05-11T24:00:00Z',
      '2015-05-11T00:60:00Z',
      '2015-05-11T00:00:60Z',
      '2015-05-11T00:00:00.1234567890Z',
      '2015-05-11T00:00:00+24:00',
      '2015-05-11t00:00:00Z',
      '0000-01-01T00:00:00Z',
      '2015-13-01T00:00:00Z',
      '2015-00-01T00:00:00Z',
      '2015-05-00T00:00:00Z',
      'x2015-05-11T00:00:00Z',
    ],
  ],
  [
    'lasting',
    'duration',
    ['0s', '-1.5s', '315575999999s', '1.123456789s'],
    ['315576000000s', '1', 's', '1.s', '1.1234567890s', 1, '+1s'],
  ],
  ['mask', 'field_mask', ['', 'a', 'aB.c,d0'], ['A', 'a,', 'a..b', '.a', 'a b', 7]],
  [
    'on',
    'date',
    ['2015-05-11', '2016-02-29', '0001-01-01', '9999-12-31'],
    ['2015-02-29', '2015-5-11', '2015-05-11T', '2015-04-31', '0000-01-01'],
  ],
] as const)('%s is checked by rule %s, to the last day and second', (field, rule, right, wrong) => {
  for (const value of right) expect([value, faults({ [field]: value })]).toEqual([value, []]);
  for (const value of wrong) expect([value, faults({ [field]: value })]).toEqual([value, [`${field} ${rule}`]]);
});

test('a date in short form becomes its parts', () => {
  expect(everything({ on: '2015-05-11' }, new Walk())).toEqual({ on: { year: 2015, month: 5, day: 11 } });
});

test('keys that callers choose', () => {
  for (const key of ['a', 'a$', '가', ' ', 'proto', '-1'.normalize('NFC')])
    expect(faults({ counts: { [key]: 1 } })).toEqual([]);
  for (const key of ['', '$a', 'a.b', '.', 'a\0', 'a\0b'])
    expect(faults({ counts: { [key]: 1 } })).toEqual([`counts[${JSON.stringify(key)}] key`]);
  for (const key of ['강'.normalize('NFD'), 'a\ud800'])
    expect(faults({ free: { [key]: 1 } })).toEqual([expect.stringMatching(/^free\[".*"\] unicode$/u)]);
});

test('free JSON is checked to its end, and is an object or a list where that is required', () => {
  expect(faults({ free: { a: { b: ['x', { c: 'a\ud800' }] } } })).toEqual(['free.a.b[1].c unicode']);
  expect(faults({ free: 'x' })).toEqual(['free object']);
  for (const value of [null, true, 7, 'x', [], {}]) expect(faults({ anyValue: value })).toEqual([]);
});

test('a hundred faults are reported, including the hundredth', () => {
  const told = (count: number) => faults({ words: Array(count).fill(1) });
  expect([told(99).length, told(100).at(-1), told(101).length]).toEqual([99, 'words[99] string', 100]);
  const walk = new Walk();
  everything({ words: Array(103).fill(1) }, walk);
  expect(walk.faultsLeft).toBe(3);
});

test('a path writes plain keys plainly, quotes others, and cuts long ones', () => {
  const path = (...steps: (string | number)[]) => {
    const walk = new Walk();
    for (const step of steps) walk.enter(step);
    walk.fault('bool');
    return walk.faults[0]?.path;
  };
  expect(path('a', 'b_1', 0, '_c')).toBe('a["b_1"][0]["_c"]');
  expect(path('1a')).toBe('["1a"]');
  expect(path('a b', 'c')).toBe('["a b"].c');
  expect(path('-'.repeat(80))).toBe(`["${'-'.repeat(80)}"]`);
  expect(path('-'.repeat(81))).toBe(`["${'-'.repeat(80)}"]`);
});

test('only one of several alternatives may be set, and null counts as not set; one field under both of its names is one fault', () => {
  expect(faults({ leftChoice: 'a', rightChoice: null })).toEqual([]);
  expect(faults({ left_choice: 'a' })).toEqual([]);
  expect(faults({ leftChoice: 'a', left_choice: 'b' })).toEqual(['leftChoice duplicate']);
});
