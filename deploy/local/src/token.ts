import { misused, readFlags, readWhole } from './arguments.ts';
import { partsOf } from './data-dir.ts';
import { type Grant, openIssuerKey, ROLES, type Role, signToken, type TokenRequest } from './issuer.ts';
import { dataDirOf } from './paths.ts';
import { Trouble } from './trouble.ts';

const FLAGS = {
  role: { type: 'string' },
  centre: { type: 'string' },
  org: { type: 'string' },
  subject: { type: 'string' },
  ttl: { type: 'string' },
} as const;
const DEFAULT_TTL_S = '3600';
const LONGEST_TTL_S = 366 * 24 * 60 * 60;

/** `npm run -s token`: prints a bearer token of the embedded issuer and nothing else. */
export async function run(args: string[]): Promise<number> {
  const request = readTokenFlags(args);
  if (process.env.OIDC_ISSUER) {
    throw new Trouble('the embedded issuer is off because OIDC_ISSUER is set; ask that issuer for a token');
  }
  const key = await openIssuerKey(partsOf(dataDirOf(process.env)).issuerKey);
  process.stdout.write(`${await signToken({ ...request, key })}\n`);
  return 0;
}

/** The values of the flags, or one line with the wrong flag and its allowed values. */
export function readTokenFlags(args: string[]): Omit<TokenRequest, 'key'> {
  const { values } = readFlags(args, FLAGS);
  const role = readRole(values.role);
  const centre = readCentre(role, values.centre);
  const org = readOrg(role, values.org);
  const grant: Grant = { role, ...(centre && { centre }), ...(org && { org }) };
  return {
    subject: values.subject || [role, centre, org].filter(Boolean).join(':'),
    grants: [grant],
    ttlS: readWhole('--ttl', values.ttl ?? DEFAULT_TTL_S, { min: 1, max: LONGEST_TTL_S }),
  };
}

function readRole(text: string | undefined): Role {
  const role = ROLES.find((each) => each === text);
  if (!role) throw misused(`--role takes one of ${ROLES.join(', ')}${text ? `, not "${text}"` : ''}`);
  return role;
}

/** A centre's id is the ISO 3166-2 code of its region. */
function readCentre(role: Role, text: string | undefined): string | undefined {
  if (text === undefined && role === 'centre_officer') throw misused(`--centre is needed with --role ${role}: KR-27`);
  if (text !== undefined && !/^KR-\d\d$/.test(text)) throw misused(`--centre takes a code like KR-27, not "${text}"`);
  return text;
}

function readOrg(role: Role, text: string | undefined): string | undefined {
  const needsOrg = role === 'venture_member' || role === 'investor_member';
  if (!text && needsOrg) throw misused(`--org is needed with --role ${role}: the id of the member's organisation`);
  return text;
}
