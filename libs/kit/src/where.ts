/** Questions to a store in terms of its state, so that only `store.ts` has paths into documents. */

type Plain = string | number | boolean | bigint | Date;
type Element<T> = T extends readonly (infer U)[] ? U : T;
type Wanted<T> = [T] extends [Plain] ? T | readonly T[] : Where<T>;

/**
 * Conditions on a state. A field equals the value, or one value of a list; a field that is a list contains the value.
 * Parts of a message are nested. An undefined field sets no condition.
 */
export type Where<S> = { readonly [K in keyof S]?: Wanted<Element<NonNullable<S[K]>>> | undefined };

/** Finds the aggregates that fit `where` and, if there are alternatives, at least one of them. */
export interface Question<S> {
  ids?: readonly string[] | undefined;
  where?: Where<S>;
  /** An empty list of alternatives fits nothing: the caller may see nothing. */
  anyOf?: readonly Where<S>[] | undefined;
}

/** The MongoDB filter. */
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
  // A key with a dollar sign would be an operator. As a part of a path it is harmless.
  const parts = Object.entries(value).map(([key, one]) => conditions(`${path}.${key}`, one));
  return Object.assign({}, ...parts);
}
