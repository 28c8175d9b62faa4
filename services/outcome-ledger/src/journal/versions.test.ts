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
