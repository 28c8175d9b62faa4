/** Questions to a store in the words of its state, so that no path of a document stands outside `store.ts`. */

type Plain = string | number | boolean | bigint | Date;
type Element<T> = T extends readonly (infer U)[] ? U : T;
type Wanted<T> = [T] extends [Plain] ? T | readonly T[] : Where<T>;

/**
 * What must be true of a state: a field equals the value, or one of the values of a list; a field that is itself a list
 * holds it. Parts of a message are asked for as they are nested. What is undefined asks for nothing.
 */
export type Where<S> = { readonly [K in keyof S]?: Wanted<Element<NonNullable<S[K]>>> | undefined };

/** Which aggregates: all that `where` says and, where alternatives are given, at least one of them. */
export interface Question<S> {
  ids?: readonly string[] | undefined;
  where?: Where<S>;
  /** An empty list of alternatives fits nothing: it is what a caller may see who may see nothing. */
  anyOf?: readonly Where<S>[] | undefined;
}

/** The filter that the database is asked with. */
export function filterOf<S>({ ids, where = {}, anyOf }: Question<S>): Record<string, unknown> {
  const wanted = { ...(ids ? { _id: { $in: ids } } : {}), ...conditions('state', where) };
  if (!anyOf) return wanted;
  return anyOf.length === 0
    ? { ...wanted, _id: { $in: [] } }
    : { ...wanted, $or: anyOf.map((one) => conditions('state', one)) };
}

function conditions(path: string, value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  if (Array.isArray(value)) return { [path]: { $in: value } };
  if (typeof value !== 'object' || value === null || value instanceof Date) return { [path]: value };
  // A key with a dollar would be an operator: as a part of a path it is none.
  const parts = Object.entries(value).map(([key, one]) => conditions(`${path}.${key}`, one));
  return Object.assign({}, ...parts);
}
