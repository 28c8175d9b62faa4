/** Applies a method's access rule: the caller's grants, the rule's scopes, and whose the named object is. */
import type { AccessRule, Scope } from '@naru/contracts';
import type { Caller, Grant } from './identity.ts';
import { notFound, Rejection } from './rejection.ts';

/** Whose an object is. `open`: everybody with a token may see it. */
export interface Ownership {
  centre?: string | undefined;
  orgs?: readonly string[];
  parties?: readonly string[];
  subject?: string | undefined;
  /** Roles that may see it although it is not theirs. */
  seenBy?: readonly string[];
  open?: boolean;
}

/** Tells whose the object with this id is, or null where there is none. The request is given for rules about pairs. */
export type OwnershipOf = (id: string, request: never) => Promise<Ownership | null> | Ownership | null;

const ALL_SEEING = new Set(['network_admin', 'service']);

const includes = (list: readonly string[] | undefined, id: string | undefined) =>
  id !== undefined && (list ?? []).includes(id);
const isParty = (object: Ownership, { centre, org }: Grant) =>
  includes(object.parties, centre) || includes(object.parties, org);

/** True where the caller may know that the object exists. */
export const maySee = (object: Ownership, caller: Caller): boolean =>
  object.open === true ||
  (object.subject !== undefined && object.subject === caller.subject) ||
  caller.grants.some(
    (grant) =>
      ALL_SEEING.has(grant.role) ||
      includes(object.seenBy, grant.role) ||
      (grant.centre !== undefined && grant.centre === object.centre) ||
      includes(object.orgs, grant.org) ||
      isParty(object, grant),
  );

function allows(scope: Scope, grant: Grant, object: Ownership, caller: Caller): boolean {
  if (scope === 'any') return ALL_SEEING.has(grant.role) || maySee(object, caller);
  if (scope === 'ownCentre') return grant.centre !== undefined && grant.centre === object.centre;
  if (scope === 'ownOrg') return includes(object.orgs, grant.org);
  if (scope === 'party') return isParty(object, grant);
  return object.subject === caller.subject || includes(object.orgs, grant.org) || includes(object.orgs, grant.centre);
}

/** True where the request itself carries the secret that opens it: no token is asked for, and none is looked at. */
export const isByLink = ({ allow }: AccessRule): boolean => allow.some(({ role }) => role === 'link');

/** @throws Rejection `forbidden` where no grant fits, `not_found` where the object is not the caller's to know of. */
export async function checkAccess({
  rule,
  caller,
  request,
  objects,
}: {
  rule: AccessRule;
  caller: Caller;
  request: object;
  objects: Readonly<Record<string, OwnershipOf>>;
}): Promise<void> {
  if (isByLink(rule)) return;
  const fitting = caller.grants.flatMap((grant) =>
    rule.allow.filter(({ role }) => role === 'anyone' || role === grant.role).map(({ scope }) => ({ grant, scope })),
  );
  if (fitting.length === 0) throw forbidden('access.role', 'your roles do not allow this call');
  if (!rule.objectField) return;
  const id = objectId(rule.objectField, request);
  const object = await objects[rule.objectKind]?.(id, request as never); // Of the method that names the kind.
  const [noun = ''] = rule.objectKind.split('.');
  if (!object) throw notFound(noun, id);
  if (fitting.some(({ grant, scope }) => allows(scope, grant, object, caller))) return;
  throw maySee(object, caller) ? forbidden('access.scope', `this ${noun} is not yours to change`) : notFound(noun, id);
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

const forbidden = (code: string, message: string) => new Rejection({ kind: 'forbidden', code, message });
