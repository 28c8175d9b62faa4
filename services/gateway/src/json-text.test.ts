import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from './json-text.ts';

const DEPTH_MAX = 32;
const parse = (text: string | Buffer) => parseJson(Buffer.from(text as string), DEPTH_MAX);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['only spaces', '  ', 'line 1, column 3'],
  ['an object cut off', '{"a":1', 'line 1, column 7'],
  ['a bare word', '{"a":yes}', 'line 1, column 6'],
  ['a comma too many', '{"a":1,}', 'line 1, column 8'],
  ['a comma too many in a list', '[1,\n 2,\n]', 'line 3, column 1'],
  ['a key without quotes', '{\n  a: 1}', 'line 2, column 3'],
  ['a missing colon', '{"a" 1}', 'line 1, column 6'],
  ['a second value', '{} {}', 'line 1, column 4'],
  ['a number with a leading zero', '[012]', 'line 1, column 2'],
  ['a string over two lines', '["a\nb"]', 'line 1, column 2'],
  ['a wrong bracket', '{"a":[1}', 'line 1, column 8'],
])('broken JSON reports the place: %s', (_, text, place) => {
  expect(() => parse(text)).toThrow(`the body is not JSON: it breaks at ${place}`);
});

test('exactly the texts that JSON.parse refuses are refused, with a place', () => {
  const soup = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', '-', '"'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        soup.map((parts) => parts.join('')),
        fc.json(),
      ),
      (text) => {
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          expect(() => parse(text)).toThrow(/it breaks at line \d+, column \d+/);
          return;
        }
        // The same key twice is refused too: of that the next test.
        const twice = /("a":)[^{}]*\1/.test(text);
        if (!twice) expect(parse(text)).toEqual(value);
      },
    ),
  );
});

test('32 levels pass, 33 and 100,000 do not', () => {
  expect(parse(nested(DEPTH_MAX))).toBeDefined();
  expect(() => parse(nested(DEPTH_MAX + 1))).toThrow('at most 32');
  expect(() => parse(nested(100_000))).toThrow('at most 32');
});

test('brackets in strings do not count as levels', () => {
  const text = `"${'['.repeat(100)}\\"${'{'.repeat(100)}"`;
  expect(parse(text)).toBe(JSON.parse(text));
});

test('bytes that are not UTF-8 are refused', () => {
  expect(() => parse(Buffer.from([0x22, 0xff, 0x22]))).toThrow('not UTF-8');
});

test.each<[string, string[]]>([
  ['{"a":1,"a":1}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['{"a":{"b":[{},{"c":":,","d":1,"c":{"c":0}}]},"e":1}', ['a.b[1].c']],
  ['[{"a":"}","a":[1,2],"a":3},{"a":1}]', ['[0].a', '[0].a']],
  ['{"__proto__":1,"__proto__":2}', ['["__proto__"]']],
  ['{"":1,"":2,"x.y":1,"x.y":2}', ['[""]', '["x.y"]']],
])('%s is refused, naming the repeated keys', (text, paths) => {
  expect(() => parse(text)).toThrow(
    expect.objectContaining({
      kind: 'invalid',
      faults: paths.map((path) => expect.objectContaining({ path, rule: 'duplicate_key' })),
    }),
  );
});

test('the same key in other objects, and colons in strings, are no repeats', () => {
  for (const text of ['{"a":{"a":":"},"b":{"a":"\\":\\""}}', '[{"a":1},{"a":1}]', '":"', '{"\\"a":1,"a":2}'])
    expect(parse(text)).toEqual(JSON.parse(text));
});
