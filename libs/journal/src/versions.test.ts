import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { versionSets } from './versions.ts';

test('in any order, exactly the missing versions are gaps, and exactly the repeated ones are refused', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (versions) => {
      const sets = versionSets();
      const seen = new Set<number>();
      for (const version of versions) {
        expect(sets.add('a', version)).toBe(!seen.has(version));
        seen.add(version);
      }
      const lacking = new Set<number>();
      for (const { from, to } of sets.gaps())
        for (let version = from; version <= to; version += 1) lacking.add(version);
      const highest = Math.max(0, ...versions);
      const expected = Array.from({ length: highest }, (_, index) => index + 1).filter((version) => !seen.has(version));
      expect([...lacking]).toEqual(expected);
    }),
  ));

test('what one aggregate lacks up to a version is told, also what nobody has seen', () => {
  const { add, lacks } = versionSets();
  for (const version of [1, 2, 4, 7]) add('a', version);
  expect(lacks('a', 2)).toEqual([]);
  expect(lacks('a', 8)).toEqual([
    { aggregate: 'a', from: 3, to: 3 },
    { aggregate: 'a', from: 5, to: 6 },
    { aggregate: 'a', from: 8, to: 8 },
  ]);
  expect(lacks('b', 3)).toEqual([{ aggregate: 'b', from: 1, to: 3 }]);
  expect(lacks('b', 0)).toEqual([]);
});
