/** The owners in the matrix: one side for which the callers have grants, and another side for which they do not. */
import type { Role } from '@naru/contracts';
import type { Grant } from '@naru/kit/identity';

/** One of each kind that a grant or a token can name. */
export interface Side {
  centre: string;
  venture: string;
  investor: string;
  org: string;
  subject: string;
}

export const OWN: Side = {
  centre: 'KR-27',
  venture: 'ven_own',
  investor: 'inv_own',
  org: 'org_own',
  subject: 'sub-own',
};
export const FOREIGN: Side = {
  centre: 'KR-41',
  venture: 'ven_foreign',
  investor: 'inv_foreign',
  org: 'org_foreign',
  subject: 'sub-foreign',
};

const ORGS: Partial<Record<Role, keyof Side>> = {
  venture_member: 'venture',
  investor_member: 'investor',
  hub_officer: 'org',
  partner_system: 'org',
};
// Grants of these roles also name a centre, which must give them nothing. The test must see that.
const OF_A_CENTRE: readonly Role[] = ['centre_officer', 'mentor', 'judge'];

/** The token of a side for a role. */
export const grantOf = (role: Role, side: Side): Grant => ({
  role,
  ...(OF_A_CENTRE.includes(role) ? { centre: side.centre } : {}),
  ...(ORGS[role] ? { org: side[ORGS[role]] } : {}),
});
