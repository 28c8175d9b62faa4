/** The end of a page in an order, and the condition for the rows after it. As in MongoDB, missing values come first. */
import { unknownToken } from './page.ts';

/** The paths of an order; the last is the id, so that no two documents have the same place. */
export type OrderKeys = readonly string[];

type Value = string | number | boolean | Date | null;
/** A value for each path, in JSON form. */
export type Place = readonly (string | number | boolean | null | { at: string })[];

export const withId = (path: string | readonly string[]): OrderKeys => [
  ...new Set([...(typeof path === 'string' ? [path] : path), '_id']),
];

export const placeOf = (doc: object, keys: OrderKeys): Place =>
  keys.map((path) => {
    const value = valueAt(doc, path);
    return value instanceof Date ? { at: value.toISOString() } : ((value ?? null) as string | number | boolean | null);
  });

/** True if every value has a form that `placeOf` writes. A query would take another one as an operator. */
export const isPlace = (value: unknown): value is Place => Array.isArray(value) && value.every(isPart);

function isPart(value: unknown): value is Place[number] {
  if (typeof value !== 'object' || value === null) return true;
  return Object.keys(value).join() === 'at' && typeof Reflect.get(value, 'at') === 'string';
}

const valueAt = (doc: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at ? Reflect.get(at, key) : undefined), doc);

/**
 * The condition for the documents after a place. A caller can forge a token, so its content is used only as values.
 * @throws Rejection if it holds no place
 */
export function beyond(place: Place, keys: OrderKeys, down: boolean): object {
  if (place.length !== keys.length) throw unknownToken();
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
  const at = new Date(value.at);
  if (Number.isNaN(at.getTime())) throw unknownToken();
  return at;
}
