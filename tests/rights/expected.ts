/**
 * The expected result of a call, from the rules of the contract and the owner of the object, without the kit's code.
 */
import { type ContractMethod, methods } from '@naru/contracts';
import type { Grant } from '@naru/kit/identity';

/** The owner of a seeded object. */
export interface Owned {
  centre?: string;
  orgs?: readonly string[];
  parties?: readonly string[];
  subject?: string;
  open?: boolean;
}

export type Outcome = 'passes' | 'forbidden' | 'not_found';

interface Token {
  subject: string;
  grants: readonly Grant[];
}

type Line = ContractMethod['access']['allow'][number];

function opens({ role, scope }: Line, { subject, grants }: Token, object: Owned): boolean {
  if (scope === 'open') return object.open === true;
  if (scope === 'self') return object.subject === subject;
  return grants.some((grant) => {
    if (grant.role !== role) return false;
    if (scope === 'any') return true;
    if (scope === 'ownCentre') return grant.centre !== undefined && grant.centre === object.centre;
    if (scope === 'ownOrg') return grant.org !== undefined && (object.orgs ?? []).includes(grant.org);
    return [grant.centre, grant.org].some((id) => id !== undefined && (object.parties ?? []).includes(id));
  });
}

const borneBy = ({ grants }: Token, { role }: Line) => role === 'anyone' || grants.some((grant) => grant.role === role);

const wordOf = (kind: string) =>
  (kind.split('.')[0] ?? '').replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The rule lines that allow seeing an object of a kind: those of its Get, or of its List if it has no Get. */
const sightOf = (kind: string): readonly Line[] => {
  const named = (name: string) => methods.find((method) => method.name === name)?.access.allow;
  return named(`Get${wordOf(kind)}`) ?? named(`List${wordOf(kind)}s`) ?? [];
};

/** `object`: the object of the call; null if there is no such object, undefined if the rule names none. */
export function expected(
  { allow, objectKind }: ContractMethod['access'],
  token: Token,
  object: Owned | null | undefined,
): Outcome {
  const lines = allow.filter((line) => borneBy(token, line));
  if (lines.length === 0) return 'forbidden';
  if (object === undefined) return 'passes';
  if (object === null) return 'not_found';
  if (lines.some((line) => opens(line, token, object))) return 'passes';
  const seen = object.open || sightOf(objectKind).some((line) => borneBy(token, line) && opens(line, token, object));
  return seen ? 'forbidden' : 'not_found';
}
