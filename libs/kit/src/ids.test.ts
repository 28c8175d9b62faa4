import { expect, test } from '@jest/globals';
import { derivedId, freshId } from './ids.ts';

test('a fresh id has its prefix, is unique, and sorts by time', async () => {
  const ids = [freshId('ven')];
  while (ids.length < 3) {
    const before = Date.now();
    while (Date.now() === before);
    ids.push(freshId('ven'));
  }
  for (const id of ids) expect(id).toMatch(/^ven_[0-9a-z]{26}$/);
  expect([...ids].sort()).toEqual(ids);
});
test('a derived id is the same for the same words; other words, another order or another split give another id', () => {
  expect(derivedId('mat', 'ven_1', 'inv_1')).toBe(derivedId('mat', 'ven_1', 'inv_1'));
  expect(derivedId('mat', 'ven_1', 'inv_1')).toMatch(/^mat_[0-9a-z]{26}$/);
  const others = [['inv_1', 'ven_1'], ['ven_1inv_1'], ['ven_1', 'inv_2']].map((words) => derivedId('mat', ...words));
  expect(new Set([...others, derivedId('mat', 'ven_1', 'inv_1')]).size).toBe(4);
});
