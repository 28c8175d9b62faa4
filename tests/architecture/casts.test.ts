import { expect, test } from '@jest/globals';
import { CASTS_MAX, castFindings } from './casts.ts';
import { shown, sourceOf, sources } from './source.ts';

test('casts are few, and each has a reason', () => {
  expect(shown(castFindings(sources()))).toEqual([]);
});

const planted = (text: string, file = 'services/x/src/y/z.ts') => castFindings([sourceOf(file, text)]);

test('planted: a cast without a reason, one cast too many, and casts in a test, which are allowed', () => {
  expect(planted('const a = b as never;')).toHaveLength(1);
  expect(planted('const a = b as unknown as C;')).toHaveLength(1);
  expect(planted('// The library knows no better.\nconst a = b as never;')).toEqual([]);
  expect(planted('const a = b as never; // The library knows no better.')).toEqual([]);
  const many = '// Known.\nf(b as never);\n';
  expect(planted(many.repeat(CASTS_MAX))).toEqual([]);
  expect(planted(many.repeat(CASTS_MAX + 1))).toHaveLength(CASTS_MAX + 1);
  expect(planted(many.repeat(CASTS_MAX + 1), 'services/x/src/y/z.test.ts')).toEqual([]);
});

test('an ordinary cast does not count, and a comment is no cast', () => {
  expect(planted('const a = b as string; const c = d as const; // As never before.')).toEqual([]);
});
