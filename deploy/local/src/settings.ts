import { misused, readWhole } from './arguments.ts';
import { AUDIENCE } from './issuer.ts';
import { dataDirOf } from './paths.ts';
import type { SystemOptions } from './system.ts';

const DEFAULT_PORT = '8080';

/** The settings of a run from the user's environment. Only this file reads it. */
export function settingsOf(env: NodeJS.ProcessEnv): SystemOptions {
  return {
    dataDir: dataDirOf(env),
    port: readWhole('PORT', env.PORT || DEFAULT_PORT, { min: 1, max: 65_535 }),
    mongodbUri: env.MONGODB_URI,
    natsUrl: env.NATS_URL,
    databasePrefix: env.DATABASE_PREFIX ?? 'naru',
    subjectPrefix: env.SUBJECT_PREFIX ?? '',
    oidc: oidcOf(env),
  };
}

function oidcOf({ OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE }: NodeJS.ProcessEnv): SystemOptions['oidc'] {
  if (!OIDC_ISSUER) return undefined;
  if (!OIDC_JWKS_URL) throw misused('OIDC_ISSUER is set without OIDC_JWKS_URL, the address of its keys');
  return { issuer: OIDC_ISSUER, audience: OIDC_AUDIENCE ?? AUDIENCE, jwksUrl: OIDC_JWKS_URL };
}
