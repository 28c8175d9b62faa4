/** Reads the environment into typed values once, at boot, and reports every fault in one message. */
import { z } from 'zod';
import { PATIENCE } from './retry.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export class ConfigError extends Error {}

/** @throws ConfigError with one line for each variable that is missing or wrong */
export function readConfig<S extends z.ZodRawShape>(shape: S, env: Environment): z.infer<z.ZodObject<S>> {
  const set = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in shape && value !== ''));
  const parsed = z.object(shape).safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConfigError(`the configuration is not right:\n${lines.join('\n')}`);
}

export const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** The variables that every process of Naru reads. */
export const commonConfig = {
  OIDC_ISSUER: z.string().describe('the `iss` that tokens must carry'),
  OIDC_AUDIENCE: z.string().default('naru'),
  OIDC_JWKS_URL: z.url().describe('where the keys of the issuer are'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  // Open streams of one token subject, in each replica.
  STREAMS_PER_SUBJECT: z.coerce.number().int().min(1).default(10),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/** The further variables that every service with a database reads. */
export const serviceConfig = {
  ...commonConfig,
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
  // The database is <prefix>_<context>; tests use prefixes of their own.
  DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .default('naru'),
  // May carry credentials: nats://user:password@host:4222
  NATS_URL: z.string().min(1),
  // Copies of each stream: 3 on a cluster.
  NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  // A prefix of every subject, so that several networks can share one bus.
  SUBJECT_PREFIX: z
    .string()
    .regex(/^([a-z0-9_]+\.)?$/, 'must be empty or end in a dot')
    .default(''),
  // How many operations of one caller may wait or run at the same time.
  OPERATIONS_OPEN_MAX: z.coerce.number().int().min(1).default(3),
  // How long a refused event is tried again before it is parked, where another try may succeed ...
  RETRY_SOON_MS: milliseconds(PATIENCE.soonMs),
  // ... and where something may still arrive: another event, or a newer version of the service.
  RETRY_LATE_MS: milliseconds(PATIENCE.lateMs),
  // A refused event that waits longer than this is stored by the service, and acknowledged.
  RETRY_FLIGHT_MS: milliseconds(PATIENCE.flightMs),
  // How many secret addresses one owner may have at the same time: what is sent to, and what is read.
  ADDRESSES_PER_OWNER: z.coerce.number().int().min(1).default(20),
  GRPC_HOST: z.string().default('127.0.0.1'),
  GRPC_PORT: port(0),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: port(0),
  // Set to '1' if everything runs on one machine: then webhooks may go to loopback addresses.
  NARU_EMBEDDED: z.enum(['0', '1']).default('0'),
  // What to do with a refusal whose code its method does not declare.
  NARU_UNDECLARED: z.enum(['count', 'refuse']).default('count'),
};

export type ServiceConfig = z.infer<z.ZodObject<typeof serviceConfig>>;
