/** What must come of a call, told from the rules of the contract and from who owns the object: written apart from the kit. */
import { type ContractMethod, methods } from '@naru/contracts';
import type { Grant } from '@naru/kit/identity';

/** Whose a seeded object is. */
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

/** The lines by which an object of a kind is seen: of its Get, or of its List where it has no Get. */
const sightOf = (kind: string): readonly Line[] => {
  const named = (name: string) => methods.find((method) => method.name === name)?.access.allow;
  return named(`Get${wordOf(kind)}`) ?? named(`List${wordOf(kind)}s`) ?? [];
};

/** `object`: what the call is about; null where there is no such object, undefined where the rule names none. */
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
