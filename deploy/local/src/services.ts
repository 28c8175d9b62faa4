import path from 'node:path';
import type { Certificates } from './certificates.ts';
import { repositoryDir } from './paths.ts';

/** One process of Naru. */
export interface Service {
  name: string;
  /** The file that Node runs. */
  main: string;
  /** The variable from which the gateway reads the service's address; the gateway itself has none. */
  addressVariable: string | null;
  /** The context of its contract, which is its user on the bus and on the database; the gateway has none. */
  context?: string;
}

/** The services by name, and their contexts. */
export const CONTEXTS = {
  'startup-registry': 'registry',
  'investor-directory': 'investor',
  'matching-engine': 'matching',
  'program-scheduler': 'program',
  'outcome-ledger': 'ledger',
  notification: 'notification',
} as const;

const mainOf = (name: string) => path.join(repositoryDir, 'services', name, 'src', 'main.ts');

const LEDGER = 'outcome-ledger';

/** All processes that answer over gRPC. */
export const SERVICES: Service[] = Object.entries(CONTEXTS).map(([name, context]) => ({
  name,
  main: mainOf(name),
  addressVariable: `${context.toUpperCase()}_ADDRESS`,
  context,
}));

/** The entry from outside: it starts last and stops first. */
export const GATEWAY: Service = { name: 'gateway', main: mainOf('gateway'), addressVariable: null };

/**
 * A young generation as small as a service needs, and fewer arenas: a fifth less memory at rest, and no slower here.
 */
const SMALL_PROCESS = { NODE_OPTIONS: '--max-semi-space-size=2', MALLOC_ARENA_MAX: '2' };

/** The common settings of all processes of one run. */
export interface Surroundings {
  /** How a service reaches the servers, as the user of its context. */
  servers: (context: string) => NodeJS.ProcessEnv;
  databasePrefix: string;
  subjectPrefix: string;
  oidc: { issuer: string; audience: string; jwksUrl: string };
  compileCacheDir: string;
  journalKeyFile: string;
  certificates: Certificates | undefined;
  /** Keys for secrets that a service stores. */
  sealingKeysFile: string;
}

/**
 * The environment of one service: the contract between this runtime and the kit. The user's other variables, such as
 * OTEL_* and LOG_LEVEL, are passed on.
 */
export function serviceEnvironment(
  around: Surroundings,
  { context }: Pick<Service, 'context'>,
  { grpcPort, healthPort }: ServicePorts,
): NodeJS.ProcessEnv {
  return {
    LOG_LEVEL: 'info',
    ...process.env,
    ...(context !== undefined && { ...around.servers(context), ...sealingOf(context, around) }),
    ...(around.certificates && tlsOf(around.certificates, context)),
    DATABASE_PREFIX: around.databasePrefix,
    SUBJECT_PREFIX: around.subjectPrefix,
    GRPC_PORT: String(grpcPort),
    HEALTH_PORT: String(healthPort),
    OIDC_ISSUER: around.oidc.issuer,
    OIDC_AUDIENCE: around.oidc.audience,
    OIDC_JWKS_URL: around.oidc.jwksUrl,
    NARU_EMBEDDED: '1', // Only the local runtime allows webhooks to loopback.
    // It halves the start time of a service and saves a fifth of its memory. A run of tests has one for all its systems.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? around.compileCacheDir,
    ...SMALL_PROCESS,
  };
}

/** Variables of one service alone: nobody else gets the key that signs the journal. A key of your own comes first. */
export const ownEnvironment = (
  around: Pick<Surroundings, 'journalKeyFile'>,
  { name }: Pick<Service, 'name'>,
): NodeJS.ProcessEnv =>
  name === LEDGER && !process.env.JOURNAL_KEY && !process.env.JOURNAL_KEY_FILE
    ? { JOURNAL_KEY_FILE: around.journalKeyFile }
    : {};
/** Only notification stores secrets that it has to read again: those of webhooks. */
const sealingOf = (context: string, { sealingKeysFile }: Surroundings): NodeJS.ProcessEnv =>
  context === 'notification' ? { SEALING_KEYS_FILE: sealingKeysFile } : {};

/** Every process knows whom to trust; only those that answer gRPC have the key. */
const tlsOf = ({ caFile, certFile, keyFile }: Certificates, context: string | undefined): NodeJS.ProcessEnv => ({
  TLS_CA_FILE: caFile,
  ...(context !== undefined && { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile }),
});

export interface ServicePorts {
  grpcPort: number;
  healthPort: number;
}
