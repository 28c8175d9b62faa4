/** Applies a method's access rule to the caller's grants and to the owner of the object that the request names. */
import { type AccessRule, sightOf } from '@naru/contracts';
import type { Caller } from './identity.ts';
import { kit } from './kit-texts.ts';
import { joined, NO_REACH, type Ownership, type Reach, reaches, reachOf } from './reach.ts';
import { notFound } from './rejection.ts';

export type { Ownership } from './reach.ts';

/**
 * Finds the owner of the object with this id; null if there is no such object. Rules about pairs also need the request.
 */
export type OwnershipOf = (id: string, request: never) => Promise<Ownership | null> | Ownership | null;

/** The owner look-ups, by kind of object. */
export type Objects = Readonly<Record<string, OwnershipOf>>;

/** True if the request itself carries the secret that opens it. Then no token is required, and none is read. */
export const isByLink = ({ allow }: AccessRule): boolean => allow.some(({ role }) => role === 'link');

/** What each line of the rule gives to each grant that fits it. A caller without a token has no grant. */
export const fitting = ({ allow }: AccessRule, { grants, subject }: Caller): Reach[] =>
  allow.flatMap(({ role, scope }) => {
    if (role === 'anyone') return [reachOf(scope, {}, subject)];
    return grants.filter((grant) => grant.role === role).map((grant) => reachOf(scope, grant, subject));
  });

interface Asked {
  caller: Caller;
  request: object;
  objects: Objects;
}

/**
 * How far the caller's grants reach in this method. Only grants that fit the rule count and, where the rule names an
 * object, only those that fit the object.
 * @throws Rejection `forbidden` if no grant fits; `not_found` if the caller may not know that the object exists.
 */
export async function checkAccess({ rule, ...asked }: Asked & { rule: AccessRule }): Promise<Reach> {
  if (isByLink(rule)) return NO_REACH;
  const lines = fitting(rule, asked.caller);
  if (lines.length === 0) throw kit.refuse('access.role');
  if (!rule.objectField) return joined(lines);
  const id = objectId(rule.objectField, asked.request);
  const object = await ownerOf(asked, { kind: rule.objectKind, id });
  const [noun = ''] = rule.objectKind.split('.');
  if (!object) throw notFound(noun, id);
  const fits = lines.filter((line) => reaches(line, object));
  if (fits.length > 0) return joined(fits);
  throw (await sees(asked, { noun, id, object })) ? kit.refuse('access.scope', { noun }) : notFound(noun, id);
}

const ownerOf = ({ objects, request }: Asked, { kind, id }: { kind: string; id: string }) =>
  objects[kind]?.(id, request as never); // The method that names the kind.

/** True if the caller may know that the object exists: it is open, or the Get or the List of its noun shows it. */
async function sees(asked: Asked, { noun, id, object }: { noun: string; id: string; object: Ownership }) {
  if (object.open) return true;
  const sight = sightOf(noun);
  if (!sight) return false;
  // The Get of the noun may look the object up in another way: a person with a task from a visit may see the visit.
  const shown = sight.objectKind ? await ownerOf(asked, { kind: sight.objectKind, id }) : null;
  return fitting(sight, asked.caller).some((line) => reaches(line, shown ?? object));
}

/** The first of the named request fields that is set. */
function objectId(fields: string, request: object): string {
  for (const field of fields.split('|')) {
    const value = (request as Record<string, unknown>)[
      field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    ];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}
