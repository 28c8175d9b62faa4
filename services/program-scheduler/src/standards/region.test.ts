import { expect, test } from '@jest/globals';
import { regionNames } from './region.ts';

const CODES = [11, 26, 27, 28, 29, 30, 31, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50].map((number) => `KR-${number}`);

test('each of the 17 regions has names of its own in both languages', () => {
  const all = CODES.flatMap((code) => {
    const names = regionNames(code);
    expect([names.some((name) => /^[가-힣]+$/.test(name)), names.some((name) => /^[A-Z][a-z]+$/.test(name))]).toEqual([
      true,
      true,
    ]);
    return names;
  });
  expect(new Set(all).size).toBe(all.length);
});
test('a code that is no region of Korea has no name', () => expect(regionNames('JP-13')).toEqual([]));
