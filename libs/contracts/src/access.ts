/** The access rules of methods for programs: roles as tokens write them, each with its scope. */
import { AccessRule_Role, accessRule_RoleFromJSON } from './gen/naru/access/v1/access.ts';

/** The name of a role in tokens, pages and logs: network_admin. */
export type Role = Lowercase<Exclude<AccessRule_Role, 'ROLE_UNSPECIFIED' | 'UNRECOGNIZED'>>;

/** The scopes of a rule by the names of its option, in the order of rules and pages. */
export const SCOPES = ['any', 'open', 'ownCentre', 'ownOrg', 'self', 'party'] as const;
export type Scope = (typeof SCOPES)[number];

/** Pseudo-roles of rules only: everybody with a token, and the holder of a link. */
const NOT_IN_TOKENS: readonly string[] = ['anyone', 'link'];

/** Every role of the contract, in its order. */
export const ROLES: readonly Role[] = Object.values(AccessRule_Role).flatMap((name) =>
  name === 'ROLE_UNSPECIFIED' || name === 'UNRECOGNIZED' ? [] : [name.toLowerCase() as Role],
);

/** The roles that a token can have. */
export const TOKEN_ROLES: ReadonlySet<string> = new Set(ROLES.filter((role) => !NOT_IN_TOKENS.includes(role)));

export interface AccessRule {
  /** The rule's lines. */
  allow: readonly { role: Role; scope: Scope }[];
  /** The request field with the id of the object. Names may be joined by "|": the first field that is set counts. */
  objectField: string;
  objectKind: string;
  routeField: string;
}

/** The option as the image holds it: for each scope the numbers of its roles. */
export type AccessOption = Readonly<Record<Scope, readonly number[]>> & Omit<AccessRule, 'allow'>;

/** @throws if a role is unspecified or unknown: a programming error */
export const ruleOf = (option: AccessOption): AccessRule => ({
  allow: SCOPES.flatMap((scope) => option[scope].map((number) => ({ role: roleOf(number), scope }))),
  objectField: option.objectField,
  objectKind: option.objectKind,
  routeField: option.routeField,
});

function roleOf(number: number): Role {
  const name = accessRule_RoleFromJSON(number).toLowerCase();
  const role = ROLES.find((each) => each === name);
  if (!role) throw new Error(`an access rule names the role ${number}, which is none: name one of ${ROLES.join(', ')}`);
  return role;
}
