import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { writeSecret } from './secrets.ts';
import { reasonOf, Trouble } from './trouble.ts';

export const EMBEDDED_ISSUER = 'urn:naru:embedded';
export const AUDIENCE = 'naru';
const ALGORITHM = 'ES256';

export const ROLES = [
  'network_admin',
  'centre_officer',
  'venture_member',
  'investor_member',
  'hub_officer',
  'judge',
  'mentor',
  'analyst',
  'partner_system',
  'service',
] as const;
export type Role = (typeof ROLES)[number];

/** A role and its scope: a centre by its code, or an organisation by its id. */
export interface Grant {
  role: Role;
  centre?: string;
  org?: string;
}

/** The embedded issuer's key pair in the form of the data folder; `kid` is its thumbprint. */
export type IssuerKey = JWK & { kid: string };

export interface TokenRequest {
  subject: string;
  grants: Grant[];
  ttlS: number;
  key: IssuerKey;
}

/** Signs a bearer token as the embedded issuer. */
export async function signToken({ subject, grants, ttlS, key }: TokenRequest): Promise<string> {
  const issuedAtS = Math.floor(Date.now() / 1_000);
  return new SignJWT({ grants })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
    .setIssuer(EMBEDDED_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + ttlS)
    .setJti(randomUUID())
    .sign(await importJWK(key, ALGORITHM));
}

/**
 * A token of the secretariat. Request ids belong to one caller, so `npm start` and `npm run load` must be the same
 * caller. Otherwise the second would be refused for records that the first has loaded.
 */
export const secretariatToken = (key: IssuerKey, { ttlS }: { ttlS: number }): Promise<string> =>
  signToken({ subject: 'newcomer', grants: [{ role: 'network_admin' }], ttlS, key });

/** The public half, which services fetch. */
export function publicKeySet(key: IssuerKey): { keys: JWK[] } {
  const { d: _private, ...shared } = key;
  return { keys: [{ ...shared, alg: ALGORITHM, use: 'sig' }] };
}

/** The key of the data folder, created at the first use. Tokens stay valid across restarts. */
export async function openIssuerKey(file: string): Promise<IssuerKey> {
  try {
    if (!existsSync(file)) await makeKey(file);
    return JSON.parse(readFileSync(file, 'utf8')) as IssuerKey;
  } catch (error) {
    throw new Trouble(`the issuer's key ${file} cannot be used (${reasonOf(error)}); delete it to have a new one made`);
  }
}

async function makeKey(file: string): Promise<void> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key: IssuerKey = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  writeSecret(file, JSON.stringify(key));
}
