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

test('the highest number is kept, a lower one is refused, the same one goes on', () => {
  const kept = after(fence('a', 3), fence('a', 5));
  expect(kept).toEqual({ floor: 0, latest: [fence('a', 5)] });
  expect(refused(kept, fence('a', 4))).toBe(true);
  expect(refused(kept, fence('a', 5))).toBe(false);
});

test('another operation has numbers of its own: two may change one aggregate in turns', () => {
  const kept = after(fence('a', 5), fence('b', 9));
  expect(refused(kept, fence('a', 5))).toBe(false);
  expect(refused(kept, fence('c', 1))).toBe(false);
});

test('of more than eight operations the lowest is forgotten, and its number stays refused', () => {
  const eight = Array.from({ length: 8 }, (_, n) => fence(`op-${n}`, n + 10));
  expect(after(...eight)).toEqual({ floor: 0, latest: eight });
  const kept = after(...eight, fence('op-8', 18));
  expect(kept).toEqual({ floor: 10, latest: [...eight.slice(1), fence('op-8', 18)] });
  expect(refused(kept, fence('op-0', 10))).toBe(true);
  // Taken up again under a new number, it goes on.
  expect(refused(kept, fence('op-0', 19))).toBe(false);
});
