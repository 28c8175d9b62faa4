import { expect, test } from '@jest/globals';
import { changesAnything } from './changes.ts';

const before = { name: { ko: '가', en: '' }, topics: ['a', 'b'], seats: 3 };

test('only a given field with another value is a change', () => {
  expect(changesAnything(before, {})).toBe(false);
  expect(changesAnything(before, structuredClone(before))).toBe(false);
  expect(changesAnything(before, { ...before, seats: 4 })).toBe(true);
  expect(changesAnything(before, { topics: ['b', 'a'] })).toBe(true);
  expect(changesAnything(before, { name: { ko: '가', en: 'A' } })).toBe(true);
});
