import { expect, test } from '@jest/globals';
import { type Fences, isSuperseded, passFence } from './fence.ts';

const fence = (operation: string, number: number) => ({ operation, number });
const after = (...fences: ReturnType<typeof fence>[]) =>
  fences.reduce<Fences | undefined>((kept, one) => passFence(kept, one), undefined);
const refused = (kept: Fences | undefined, one: ReturnType<typeof fence>) => {
  try {
    passFence(kept, one);
    return false;
  } catch (error) {
    return isSuperseded(error);
  }
};

test('a higher number is kept, a lower one is refused, and the same one passes', () => {
  const kept = after(fence('a', 3), fence('a', 5));
  expect(kept).toEqual({ floor: 0, latest: [fence('a', 5)] });
  expect(refused(kept, fence('a', 4))).toBe(true);
  expect(refused(kept, fence('a', 5))).toBe(false);
});

test('each operation has its own numbers: two operations may change one aggregate in turn', () => {
  const kept = after(fence('a', 5), fence('b', 9));
  expect(refused(kept, fence('a', 5))).toBe(false);
  expect(refused(kept, fence('c', 1))).toBe(false);
});

test('of more than eight operations the one with the lowest number is forgotten, and its number stays refused', () => {
  const eight = Array.from({ length: 8 }, (_, n) => fence(`op-${n}`, n + 10));
  expect(after(...eight)).toEqual({ floor: 0, latest: eight });
  const kept = after(...eight, fence('op-8', 18));
  expect(kept).toEqual({ floor: 10, latest: [...eight.slice(1), fence('op-8', 18)] });
  expect(refused(kept, fence('op-0', 10))).toBe(true);
  // A new lease has a new number, with which the operation goes on.
  expect(refused(kept, fence('op-0', 19))).toBe(false);
});
