/** The access rules of methods as programs read them: roles as tokens write them, each with its scope. */
import { AccessRule_Role, accessRule_RoleFromJSON } from './gen/naru/access/v1/access.ts';

/** network_admin: as tokens, pages and logs write it. */
export type Role = Lowercase<Exclude<AccessRule_Role, 'ROLE_UNSPECIFIED' | 'UNRECOGNIZED'>>;

/** The scopes of a rule as its option names them, in the order in which rules and pages list them. */
export const SCOPES = ['any', 'open', 'ownCentre', 'ownOrg', 'self', 'party'] as const;
export type Scope = (typeof SCOPES)[number];

/** What stands in rules only: everybody with a token, and whoever holds a link. */
const NOT_IN_TOKENS: readonly string[] = ['anyone', 'link'];

/** Every role of the contract, in its order. */
export const ROLES: readonly Role[] = Object.values(AccessRule_Role).flatMap((name) =>
  name === 'ROLE_UNSPECIFIED' || name === 'UNRECOGNIZED' ? [] : [name.toLowerCase() as Role],
);

/** The roles that a token can bear. */
export const TOKEN_ROLES: ReadonlySet<string> = new Set(ROLES.filter((role) => !NOT_IN_TOKENS.includes(role)));

export interface AccessRule {
  /** The rule's lines. */
  allow: readonly { role: Role; scope: Scope }[];
  /** Name of the request field, or several joined by "|" of which the first that is set counts. */
  objectField: string;
  objectKind: string;
  routeField: string;
}

/** The option as the image holds it: for each scope the numbers of its roles. */
export type AccessOption = Readonly<Record<Scope, readonly number[]>> & Omit<AccessRule, 'allow'>;

/** @throws where a role is unspecified or unknown: a slip of the programmer. */
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
