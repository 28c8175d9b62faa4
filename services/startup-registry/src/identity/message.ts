/** What a token says, as a message. */
import { accessRule_RoleFromJSON } from '@naru/contracts/access/v1/access';
import type { Identity } from '@naru/contracts/registry/v1/identity';
import type { Call } from '@naru/kit/serve';

/** The kit puts the names in. */
export const toProto = (subject: string, { grants, expiresAt }: Call['claims']): Identity => ({
  subject,
  grants: grants.map(({ role, centre = '', org = '' }) => ({
    role: accessRule_RoleFromJSON(role.toUpperCase()),
    centreId: centre,
    orgId: org,
    centreName: undefined,
    orgName: undefined,
  })),
  expireTime: expiresAt,
});
