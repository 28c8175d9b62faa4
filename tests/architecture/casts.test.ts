import { expect, test } from '@jest/globals';
import { CASTS_MAX, castFindings } from './casts.ts';
import { shown, sourceOf, sources } from './source.ts';

test('casts are few, and each says why it is true', () => {
  expect(shown(castFindings(sources()))).toEqual([]);
});

const planted = (text: string, file = 'services/x/src/y/z.ts') => castFindings([sourceOf(file, text)]);

test('planted: a cast without a reason, one more than there may be, and none in a test', () => {
  expect(planted('const a = b as never;')).toHaveLength(1);
  expect(planted('const a = b as unknown as C;')).toHaveLength(1);
  expect(planted('// The library knows no better.\nconst a = b as never;')).toEqual([]);
  expect(planted('const a = b as never; // The library knows no better.')).toEqual([]);
  const many = '// Known.\nf(b as never);\n';
  expect(planted(many.repeat(CASTS_MAX))).toEqual([]);
  expect(planted(many.repeat(CASTS_MAX + 1))).toHaveLength(CASTS_MAX + 1);
  expect(planted(many.repeat(CASTS_MAX + 1), 'services/x/src/y/z.test.ts')).toEqual([]);
});

test('what names a type is no cast of this kind', () => {
  expect(planted('const a = b as string; const c = d as const; // As never before.')).toEqual([]);
});
