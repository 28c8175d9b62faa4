/**
 * How far a caller's grants reach. Handlers narrow what they show and change by the reach, and by nothing else. It
 * comes from the grants that fit the method's rule and, where the rule names an object, from those of them that fit the
 * object. So two grants together never pass what neither passes alone.
 */
import type { Scope } from '@naru/contracts';
import type { Filter } from 'mongodb';
import type { Grant } from './identity.ts';

export interface Reach {
  /** Every object. */
  any: boolean;
  /** Objects that are open to all who may call the method. */
  open: boolean;
  centres: readonly string[];
  orgs: readonly string[];
  /** Centres and organisations that are parties to an object. */
  parties: readonly string[];
  /** The subject of the caller, for objects of their own. */
  subject?: string | undefined;
}

/** The owners of an object. `open`: all who may call the method may see it. */
export interface Ownership {
  centre?: string | undefined;
  orgs?: readonly string[];
  parties?: readonly string[];
  subject?: string | undefined;
  /** Further persons, each of whom owns it. */
  also?: readonly string[];
  open?: boolean;
}

export const NO_REACH: Reach = { any: false, open: false, centres: [], orgs: [], parties: [] };

/** The reach of one line of a rule for one grant; a line for everybody has no grant. */
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

/**
 * True if the object belongs to the centre, organisation or person of a grant. An open object, or the secretariat's
 * view, does not count.
 */
export const belongsTo = (reach: Reach, { centre, orgs = [], parties = [], subject, also = [] }: Ownership): boolean =>
  (centre !== undefined && reach.centres.includes(centre)) ||
  orgs.some((org) => reach.orgs.includes(org)) ||
  parties.some((party) => reach.parties.includes(party)) ||
  (reach.subject !== undefined && (subject === reach.subject || also.includes(reach.subject)));

/** True if a caller sees all of the object, not only what is open to everybody. */
export const owns = (reach: Reach, object: Ownership): boolean => reach.any || belongsTo(reach, object);

export const reaches = (reach: Reach, object: Ownership): boolean =>
  owns(reach, object) || (reach.open && object.open === true);

/** The paths of the owners in a collection's documents. `open` is the condition for an open document. */
export interface OwnershipPaths {
  centre?: string;
  orgs?: readonly string[];
  parties?: readonly string[];
  subject?: string;
  open?: object;
}

/** The documents that a reach covers. With this filter a list shows the same objects as the Gets. */
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
  // An empty $or is an error in MongoDB. An empty reach must find nothing.
  return (ways.length > 0 ? { $or: ways } : { _id: { $in: [] } }) as Filter<T>;
}
