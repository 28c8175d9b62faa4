/**
 * How far a caller's grants reach: the one thing by which handlers narrow what they show and change. It comes from the
 * grants that fitted the method's rule, and where the rule names an object from those of them that fitted the object; so
 * two grants together never pass what neither passes alone.
 */
import type { Scope } from '@naru/contracts';
import type { Filter } from 'mongodb';
import type { Grant } from './identity.ts';

export interface Reach {
  /** Every object there is. */
  any: boolean;
  /** What has been opened to all who may call the method. */
  open: boolean;
  centres: readonly string[];
  orgs: readonly string[];
  /** Centres and organisations whose business with others this reaches. */
  parties: readonly string[];
  /** The caller's own things. */
  subject?: string | undefined;
}

/** Whose an object is. `open`: all who may call the method may see it. */
export interface Ownership {
  centre?: string | undefined;
  orgs?: readonly string[];
  parties?: readonly string[];
  subject?: string | undefined;
  open?: boolean;
}

export const NO_REACH: Reach = { any: false, open: false, centres: [], orgs: [], parties: [] };

/** What one line of a rule gives to one grant; a line for everybody is given no grant. */
export function reachOf(scope: Scope, { centre, org }: Partial<Grant>, subject: string): Reach {
  const listed = (...ids: (string | undefined)[]) => ids.filter((id): id is string => id !== undefined);
  switch (scope) {
    case 'any':
      return { ...NO_REACH, any: true };
    case 'open':
      return { ...NO_REACH, open: true };
    case 'ownCentre':
      return { ...NO_REACH, centres: listed(centre) };
    case 'ownOrg':
      return { ...NO_REACH, orgs: listed(org) };
    case 'party':
      return { ...NO_REACH, parties: listed(org, centre) };
    case 'self':
      return { ...NO_REACH, subject };
  }
}

export const joined = (reaches: readonly Reach[]): Reach => ({
  any: reaches.some(({ any }) => any),
  open: reaches.some(({ open }) => open),
  centres: [...new Set(reaches.flatMap(({ centres }) => centres))],
  orgs: [...new Set(reaches.flatMap(({ orgs }) => orgs))],
  parties: [...new Set(reaches.flatMap(({ parties }) => parties))],
  subject: reaches.find(({ subject }) => subject !== undefined)?.subject,
});

/** True where the object is theirs whom the grants speak for: what is opened to all, or to the secretariat, is not. */
export const belongsTo = (reach: Reach, { centre, orgs = [], parties = [], subject }: Ownership): boolean =>
  (centre !== undefined && reach.centres.includes(centre)) ||
  orgs.some((org) => reach.orgs.includes(org)) ||
  parties.some((party) => reach.parties.includes(party)) ||
  (subject !== undefined && subject === reach.subject);

/** True where a caller sees all of the object, not only what is opened to everybody. */
export const owns = (reach: Reach, object: Ownership): boolean => reach.any || belongsTo(reach, object);

export const reaches = (reach: Reach, object: Ownership): boolean =>
  owns(reach, object) || (reach.open && object.open === true);

/** Where a collection keeps whose its documents are. `open` is the condition by which a document is opened. */
export interface OwnershipPaths {
  centre?: string;
  orgs?: readonly string[];
  parties?: readonly string[];
  subject?: string;
  open?: object;
}

/** The documents that a reach covers: a list with this filter shows what its gets show. */
export function withinReach<T = object>(
  reach: Reach,
  { centre, orgs = [], parties = [], subject, open }: OwnershipPaths,
): Filter<T> {
  if (reach.any) return {};
  const among = (path: string, ids: readonly string[]) => (ids.length > 0 ? [{ [path]: { $in: ids } }] : []);
  const ways = [
    ...(centre ? among(centre, reach.centres) : []),
    ...orgs.flatMap((path) => among(path, reach.orgs)),
    ...parties.flatMap((path) => among(path, reach.parties)),
    ...(subject && reach.subject !== undefined ? [{ [subject]: reach.subject }] : []),
    ...(open && reach.open ? [open] : []),
  ];
  // An empty $or is an error to the database; nobody's list is empty.
  return (ways.length > 0 ? { $or: ways } : { _id: { $in: [] } }) as Filter<T>;
}
