/** Applies a method's access rule: the caller's grants, the rule's scopes, and whose the named object is. */
import { type AccessRule, sightOf } from '@naru/contracts';
import type { Caller } from './identity.ts';
import { kit } from './kit-texts.ts';
import { joined, NO_REACH, type Ownership, type Reach, reaches, reachOf } from './reach.ts';
import { notFound } from './rejection.ts';

export type { Ownership } from './reach.ts';

/** Tells whose the object with this id is, or null where there is none. The request is given for rules about pairs. */
export type OwnershipOf = (id: string, request: never) => Promise<Ownership | null> | Ownership | null;

/** Whose objects are, by kind. */
export type Objects = Readonly<Record<string, OwnershipOf>>;

/** True where the request itself carries the secret that opens it: no token is asked for, and none is looked at. */
export const isByLink = ({ allow }: AccessRule): boolean => allow.some(({ role }) => role === 'link');

/** What each line of the rule gives to each grant that it fits. Who calls without a token has no grant. */
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
 * How far the caller's grants reach in this method: those that fitted the rule, and the object where the rule names one.
 * @throws Rejection `forbidden` where no grant fits, `not_found` where the object is not the caller's to know of.
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
  objects[kind]?.(id, request as never); // Of the method that names the kind.

/** True where the caller may know that the object exists: what is open, and what the noun's Get, or its List, shows. */
async function sees(asked: Asked, { noun, id, object }: { noun: string; id: string; object: Ownership }) {
  if (object.open) return true;
  const sight = sightOf(noun);
  if (!sight) return false;
  // The noun may be looked at in another way by its Get: who owes something from a visit sees the visit.
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
