import { expect, test } from '@jest/globals';
import { Rejection } from '@naru/words/rejection';
import { inFreePlace, placeKey } from './places.ts';

const full = () => new Rejection({ kind: 'exhausted', code: 'thing.limit', said: { ko: '', en: 'full' } });

async function tried(held: readonly (number | undefined)[], { taken = [] }: { taken?: number[] } = {}) {
  const places: (number | undefined)[] = [];
  const take = async (place: number | undefined) => {
    places.push(place);
    if (place === undefined || taken.includes(place)) throw full();
    return place;
  };
  const got = await inFreePlace(held, { max: 3, code: 'thing.limit' }, take).catch((error) => error.code);
  return { got, places };
}

test('the first free place is taken; one that was taken meanwhile is passed by', async () => {
  expect(await tried([])).toEqual({ got: 0, places: [0] });
  expect(await tried([0, 2])).toEqual({ got: 1, places: [1] });
  expect(await tried([0], { taken: [1] })).toEqual({ got: 2, places: [1, 2] });
});

test('where none is free, the change decides that itself: it may be a repeat', async () => {
  expect(await tried([0, 1, 2])).toEqual({ got: 'thing.limit', places: [undefined] });
});

test('things that hold no place count', async () => {
  expect(await tried([undefined, undefined])).toEqual({ got: 0, places: [0] });
  expect(await tried([undefined, undefined, undefined])).toMatchObject({ got: 'thing.limit' });
});

test('any other refusal is passed on', async () => {
  const other = async () => Promise.reject(new Error('away'));
  await expect(inFreePlace([], { max: 3, code: 'thing.limit' }, other)).rejects.toThrow('away');
});

test('no place has no key', () => {
  expect([placeKey('org_1', 3), placeKey('org_1', undefined)]).toEqual(['3 org_1', undefined]);
});
