/**
 * Ids are TypeIDs: prefixed, time-sortable, unguessable. Derived ids serve where the same thing must get the same id.
 */
import { createHash } from 'node:crypto';
import { TypeID, typeid } from 'typeid-js';

/** A fresh id: ven_01j… */
export const freshId = (prefix: string): string => typeid(prefix).toString();

/** The id of an entry that a request adds to an aggregate: a repeated request gives the same id. */
export const entryId = (
  prefix: string,
  thing: string,
  { request, newId }: { request?: { key: string } | undefined; newId: (prefix: string) => string },
): string => (request ? derivedId(prefix, thing, request.key) : newId(prefix));

/** The id derived from the given words, for effects that must happen once and pairs that exist once. */
export function derivedId(prefix: string, ...words: string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest();
  return TypeID.fromUUIDBytes(prefix, new Uint8Array(digest.subarray(0, 16))).toString();
}
