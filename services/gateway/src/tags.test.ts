import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isKnown, isMatch, readCondition, tagOf, versionsIn, zippedTag } from './tags.ts';

const condition = (text: string) => {
  const read = readCondition('if-match', text);
  if (read === undefined) throw new Error('nothing was read');
  return read;
};
const versions = (text: string) => {
  const read = condition(text);
  return read === '*' ? read : versionsIn(read);
};

test('a tag is the version and a digest of the body', () => {
  expect(tagOf('7', 'body')).toMatch(/^"7-[\w-]{27}"$/);
  expect(tagOf('7', 'body')).not.toBe(tagOf('7', 'other'));
  expect(tagOf('', 'body')).toMatch(/^"-[\w-]{27}"$/);
});

test.each([
  ['*', '*'],
  [' * ', '*'],
  ['"7-abc"', ['7']],
  ['"7"', ['7']],
  ['"7-abc-gzip"', ['7']],
  ['"7-abc", "8-def" ,"7-ghi"', ['7', '8']],
  ['W/"7-abc"', ['-']],
  ['W/"7-abc", "8-def"', ['8']],
  ['"-abc"', ['-']],
  ['""', ['-']],
  [Array.from({ length: 20 }, () => '"1"').join(), ['1']],
])('If-Match: %s allows %j', (text, expected) => {
  expect(versions(text)).toEqual(expected);
});

test.each([
  '7',
  '"7',
  '7"',
  '',
  ',',
  '"7" "8"',
  'w/"7"',
  '"a b"',
  '"7",*',
  Array.from({ length: 21 }, () => '"1"').join(','),
])('%j is refused', (text) => {
  expect(() => condition(text)).toThrow('if-match: must be');
});

test('a tag fits only its own version, whatever the body', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.string(), (mine, other, body) => {
      const fits = isMatch(condition(tagOf(String(mine), body)), tagOf(String(other), 'changed'));
      expect(fits).toBe(mine === other);
    }),
  );
});

test('a copy is recognised by the whole tag, weak or strong, plain or in gzip', () => {
  const tag = tagOf('7', 'body');
  for (const text of ['*', tag, `W/${tag}`, zippedTag(tag), `"1-x", ${tag}`])
    expect(isKnown(condition(text), tag)).toBe(true);
  for (const text of ['"7"', tagOf('7', 'other'), tagOf('8', 'body')])
    expect(isKnown(condition(text), tag)).toBe(false);
});

test('without a header there is no condition', () => {
  expect(readCondition('if-match', undefined)).toBeUndefined();
});
