/** Identifies the caller: a bearer token, verified by the keys of its issuer. Every service verifies it again. */
import { TOKEN_ROLES } from '@naru/contracts';
import type { Warnings } from '@naru/telemetry/health';
import { log } from '@naru/telemetry/log';
import { messageOf } from '@naru/telemetry/there';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { kit } from './kit-texts.ts';

/** One role and its scope: a centre (KR-27), an organisation (ven_…, inv_…, org_…), or neither. */
export interface Grant {
  role: string;
  centre?: string;
  org?: string;
}

export interface Caller {
  subject: string;
  grants: readonly Grant[];
  expiresAt: Date;
  token: string;
}

/** The caller of a method by link: unknown, without grants. The handler decides what the link opens. */
export const LINK_HOLDER: Caller = { subject: 'link', grants: [], expiresAt: new Date(8.64e15), token: '' };

export type Verifier = (token: string | undefined) => Promise<Caller>;

// Asymmetric algorithms only. `none` has no signature, and a leaked public key would serve as a shared secret.
const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256'];
/**
 * The values that a token may hold. A subject: 1 to 255 characters, no control character, no space at either end. A
 * centre: the ISO 3166-2 code of its region. An organisation: an id with its prefix. Any other value could reach a
 * query as an operator.
 */
const SUBJECT = /^(?=.{1,255}$)[^\p{C}\s](?:[^\p{C}]*[^\p{C}\s])?$/u;
const CENTRE = /^[A-Z]{2}-[0-9A-Z]{1,3}$/;
const ORG = /^[a-z]{2,8}_[0-9A-Za-z_-]{1,64}$/;
const isForm = (form: RegExp, text: unknown): boolean =>
  text === undefined || (typeof text === 'string' && form.test(text));
const REMEMBERED_MAX = 10_000;
/**
 * No token counts longer than this on the word of keys that were read before: a key that its issuer has withdrawn
 * ends within five minutes, with every token that it signed.
 */
const REMEMBERED_MS = 5 * 60_000;
const KEYS_READ_EVERY_MS = 60_000;
const KEYS_RETRIED_MS = 5_000;
// The issuer does not answer, answers with an error, or sends no key set. The caller is not at fault.
const ISSUER_FAULTS = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID']);

/** A verifier that remembers accepted tokens: for five minutes, or until they expire. The oldest are forgotten first. */
export function createVerifier({
  issuer,
  audience,
  jwksUrl,
  now,
  rememberedMax = REMEMBERED_MAX,
}: {
  issuer: string;
  audience: string;
  jwksUrl: string;
  now: () => Date;
  rememberedMax?: number;
}): Verifier & { keys: IssuerKeys } {
  const keys = issuerKeys(jwksUrl, now);
  const accepted = new Map<string, { caller: Caller; untilMs: number }>();
  const verify: Verifier = async (token) => {
    if (!token) throw kit.refuse('token.missing');
    const known = accepted.get(token);
    if (known && known.untilMs > now().getTime()) return known.caller;
    accepted.delete(token);
    const caller = callerOf(await verified(token), token);
    const [oldest] = accepted.keys();
    if (accepted.size >= rememberedMax && oldest !== undefined) accepted.delete(oldest);
    accepted.set(token, { caller, untilMs: Math.min(caller.expiresAt.getTime(), keys.readAtMs() + REMEMBERED_MS) });
    return caller;
  };
  return Object.assign(verify, { keys });

  async function verified(token: string): Promise<JWTPayload> {
    try {
      await keys.renew();
      const options = { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['sub', 'exp'], currentDate: now() };
      return (await jwtVerify(token, keys.set, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw kit.refuse('token.expired');
      if (error instanceof errors.JOSEError && !ISSUER_FAULTS.has(error.code)) {
        throw kit.refuse('token.invalid');
      }
      throw kit.refuse('issuer.unavailable');
    }
  }
}

/** What a process says of the keys of its issuer. */
export interface IssuerKeys {
  /** Why the keys could not be read the last time; null if they were. */
  fault(): string | null;
  /** Reads the keys if they are old, and says in the log if it cannot. @returns when to look again */
  look(): Promise<number>;
}

/** What /readyz says of them. A token that was accepted before still counts, so the process stays ready. */
export function issuerWarning(keys: IssuerKeys): Warnings {
  const fault = keys.fault();
  return fault === null ? {} : { issuer: fault };
}

/** The keys of the issuer, by our clock: they are read again every minute, and count for five where it does not answer. */
function issuerKeys(jwksUrl: string, now: () => Date) {
  const set = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: 3_000,
    cooldownDuration: KEYS_RETRIED_MS,
    cacheMaxAge: Number.POSITIVE_INFINITY,
  });
  let readAtMs = Number.NEGATIVE_INFINITY;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let fault: string | null = null;
  const told = (now: string | null) => {
    if (now !== null && fault === null)
      log.warn({ url: jwksUrl, reason: now }, 'the keys of the issuer cannot be read');
    if (now === null && fault !== null) log.info({ url: jwksUrl }, 'the keys of the issuer are read again');
    fault = now;
  };
  const keys = {
    set,
    fault: () => fault && `the keys of the issuer at ${jwksUrl} cannot be read: ${fault}`,
    look: async () => {
      await keys.renew().catch(() => undefined); // It has been told.
      return fault === null ? KEYS_READ_EVERY_MS : KEYS_RETRIED_MS;
    },
    readAtMs: () => readAtMs,
    renew: async () => {
      const atMs = now().getTime();
      const ageMs = atMs - readAtMs;
      const usable = ageMs < REMEMBERED_MS;
      if (ageMs < KEYS_READ_EVERY_MS || (usable && atMs - triedAtMs < KEYS_RETRIED_MS)) return;
      triedAtMs = atMs;
      try {
        await set.reload();
        readAtMs = atMs;
        told(null);
      } catch (error) {
        told(messageOf(error));
        if (!usable) throw error;
      }
    },
  };
  return keys;
}

function callerOf(payload: JWTPayload, token: string): Caller {
  const raw = payload.grants;
  if (!Array.isArray(raw)) throw kit.refuse('token.no_grants');
  const grants = raw.filter((grant): grant is Grant => TOKEN_ROLES.has(grant?.role));
  const isSound = grants.every(({ centre, org }) => isForm(CENTRE, centre) && isForm(ORG, org));
  if (!isForm(SUBJECT, payload.sub) || payload.sub === undefined || !isSound) throw kit.refuse('token.malformed');
  return { subject: payload.sub, grants, expiresAt: new Date((payload.exp ?? 0) * 1000), token };
}

/** The token of an Authorization header. */
export const bearer = (header: string | undefined): string | undefined => /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];

/**
 * Every centre and organisation in the caller's grants. Use it only to refuse, where people must not judge themselves.
 * Never use it to allow: it mixes grants.
 */
export const affiliationsOf = ({ grants }: Caller): string[] =>
  grants.flatMap(({ centre, org }) => [centre, org].filter((id): id is string => id !== undefined));
