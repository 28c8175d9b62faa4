/** Where a page ends in an order, and what lies beyond. Absent values come before all others, as the database sorts them. */
import { unknownToken } from './page.ts';

/** The paths that an order goes by; the last is the id, so that no two documents stand on one place. */
export type OrderKeys = readonly string[];

type Value = string | number | boolean | Date | null;
/** A value for each key, as JSON carries it. */
export type Place = readonly (string | number | boolean | null | { at: string })[];

export const withId = (path: string | readonly string[]): OrderKeys => [
  ...new Set([...(typeof path === 'string' ? [path] : path), '_id']),
];

export const placeOf = (doc: object, keys: OrderKeys): Place =>
  keys.map((path) => {
    const value = valueAt(doc, path);
    return value instanceof Date ? { at: value.toISOString() } : ((value ?? null) as string | number | boolean | null);
  });

const valueAt = (doc: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at ? Reflect.get(at, key) : undefined), doc);

/**
 * The documents that come after a place. A token is no secret, so what it holds is taken for a value and nothing else.
 * @throws Rejection where it holds none
 */
export function beyond(place: Place, keys: OrderKeys, down: boolean): object {
  if (!Array.isArray(place) || place.length !== keys.length) throw unknownToken();
  const values = place.map(valueIn);
  const ways = keys.flatMap((key, at) => {
    const before = Object.fromEntries(keys.slice(0, at).map((path, index) => [path, values[index]]));
    return further(values[at] ?? null, down, key).map((condition) => ({ ...before, [key]: condition }));
  });
  const [only, ...others] = ways;
  return others.length === 0 && only ? only : { $or: ways };
}

function further(value: Value, down: boolean, key: string): unknown[] {
  if (value === null) return down ? [] : [{ $ne: null }];
  if (!down) return [{ $gt: value }];
  return key === '_id' ? [{ $lt: value }] : [{ $lt: value }, null];
}

function valueIn(value: Place[number]): Value {
  if (typeof value !== 'object' || value === null) return value;
  const at = new Date(typeof value.at === 'string' ? value.at : '');
  if (Number.isNaN(at.getTime())) throw unknownToken();
  return at;
}
