import { expect, test } from '@jest/globals';
import { isAfter } from './since.ts';

const since = { registry: { epoch: 2, place: 100 } };
const after = (epoch: number, place?: number, context = 'registry') =>
  isAfter({ context, first: place === undefined ? { epoch } : { epoch, place } }, since);

test('an event is after something if its epoch is later, or its place in the same epoch', () => {
  expect([after(2, 101), after(3, 1)]).toEqual([true, true]);
  expect([after(2, 100), after(2, 99), after(1, 5000), after(0, 0)]).toEqual([false, false, false, false]);
});

test('what is not known holds nothing back', () => {
  expect(after(0, 1, 'matching')).toBe(true);
  expect(isAfter({ context: 'registry', first: { epoch: 0, place: 1 } })).toBe(true);
  expect(isAfter({ context: 'registry' }, since)).toBe(true);
});
