/**
 * A limit on how many things one owner has at the same time. Each of them holds a place by a unique key, so that two concurrent
 * calls cannot both take the last one.
 */
import { Rejection } from '@naru/words/rejection';

/** The key of a thing that holds a place; undefined if it holds none. */
export const placeKey = (owner: string, place: number | undefined): string | undefined =>
  place === undefined ? undefined : `${place} ${owner}`;

/**
 * Takes a free place. `take` refuses with this code if the place was taken meanwhile, or is undefined because none is free:
 * a repeated request still finds there what it has made.
 * @param held the places of the owner's things. A thing from before the limit holds none, and counts.
 */
export async function inFreePlace<T>(
  held: readonly (number | undefined)[],
  { max, code }: { max: number; code: string },
  take: (place: number | undefined) => Promise<T>,
): Promise<T> {
  const placed = new Set(held);
  const free = max - held.filter((place) => place === undefined).length;
  for (let place = 0; place < free; place += 1) {
    if (placed.has(place)) continue;
    try {
      return await take(place);
    } catch (error) {
      if (!(error instanceof Rejection) || error.code !== code) throw error;
    }
  }
  return take(undefined);
}
