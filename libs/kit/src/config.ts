/** Reads the environment into typed values once, at boot, and reports every fault in one message. */
import { readFileSync } from 'node:fs';
import { isAddress, WINDOWS } from '@naru/bus/names';
import { SAMPLERS } from '@naru/telemetry/sampler';
import type { TelemetryOptions } from '@naru/telemetry/start';
import { z } from 'zod';
import { ConfigError, wrong } from './config-error.ts';
import { LEASE_MS } from './fence.ts';
import { PATIENCE } from './retry.ts';
import { areSealingKeys } from './seal.ts';

export { ConfigError } from './config-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that may hold a secret. Each may be given by a file too, which its name with _FILE names. */
export const SECRETS = [
  'MONGODB_URI',
  'NATS_URL',
  'NATS_PASSWORD',
  'NATS_DEPLOY_PASSWORD',
  'JOURNAL_KEY',
  'JOURNAL_OLD_KEYS',
  'SEALING_KEYS',
  'SMTP_URL',
] as const;

/** @throws ConfigError with one line for each variable that is missing or wrong */
export function readConfig<S extends z.ZodRawShape>(shape: S, env: Environment): z.infer<z.ZodObject<S>> {
  const given = Object.entries(env).filter(([name, value]) => name in shape && value !== '');
  const { read, faults } = fromFiles(
    SECRETS.filter((name) => name in shape && !env[name]),
    env,
  );
  const parsed = z.object(shape).safeParse({ ...Object.fromEntries(given), ...read });
  const named = new Set(faults.map(({ name }) => name));
  const issues = parsed.success ? [] : parsed.error.issues.filter(({ path }) => !named.has(path.join('.')));
  if (parsed.success && faults.length === 0) return parsed.data;
  const lines = [
    ...faults.map(({ name, reason }) => `  ${name}_FILE: ${reason}`),
    ...issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`),
  ];
  throw new ConfigError(`the configuration is not right:\n${lines.join('\n')}`);
}

/** An end of line at the end of a file is none of the secret. */
function fromFiles(names: readonly string[], env: Environment) {
  const read: Record<string, string> = {};
  const faults: { name: string; reason: string }[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    try {
      read[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      faults.push({ name, reason: (error as Error).message });
    }
  }
  return { read, faults };
}

export const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);

const SEALING_FORM = 'must be id:key, 32 bytes in base64, for each key';

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** The variables that every process of Naru reads. */
export const commonConfig = {
  // What signed the certificates of the others: gRPC is spoken by TLS then, and so is a bus whose address is tls://
  TLS_CA_FILE: z.string().optional(),
  OIDC_ISSUER: z.string().describe('the `iss` that tokens must carry'),
  OIDC_AUDIENCE: z.string().default('naru'),
  OIDC_JWKS_URL: z.url().describe('where the keys of the issuer are'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_METRIC_EXPORT_INTERVAL: milliseconds(60_000),
  // The commit that runs, for those who look at the metrics.
  NARU_REVISION: z.string().max(100).default('unknown'),
  // Open streams of one token subject, in each replica.
  STREAMS_PER_SUBJECT: z.coerce.number().int().min(1).default(10),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

type CommonConfig = z.infer<z.ZodObject<typeof commonConfig>>;

/** The settings of telemetry, as the environment gives them. */
export const telemetryOf = (config: CommonConfig): Omit<TelemetryOptions, 'service'> => ({
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  sampling: { sampler: config.OTEL_TRACES_SAMPLER, ratio: config.OTEL_TRACES_SAMPLER_ARG },
  exportEveryMs: config.OTEL_METRIC_EXPORT_INTERVAL,
  revision: config.NARU_REVISION,
  logLevel: config.LOG_LEVEL,
});

/** The further variables that every service with a database reads. */
export const serviceConfig = {
  ...commonConfig,
  // The certificate of this service and its key: it answers gRPC by TLS then.
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
  // The database is <prefix>_<context>; tests use prefixes of their own.
  DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .default('naru'),
  // May carry credentials: nats://user:password@host:4222
  NATS_URL: z.string().refine(isAddress, 'must be nats://host:port, several separated by commas'),
  // The user of the service; by default it is named like the context. Without a password the address says who it is.
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  // `each`: every service has an account of its own on the bus. `one`: a bus without accounts.
  NATS_ACCOUNTS: z.enum(['each', 'one']).default('each'),
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
  // How long a call waits for an id that is not in the copies of this service yet.
  LOOKUP_WAIT_MS: z.coerce.number().int().min(0).max(20_000).default(2_000),
  // How long a replica holds an operation without a sign of life; then another goes on with it.
  LEASE_MS: milliseconds(LEASE_MS),
  // How long the bus keeps events. The deploy step of the bus has the same.
  EVENTS_KEPT_MS: milliseconds(WINDOWS.keptMs),
  // Events that wait longer for the bus are old: a warning.
  UNSENT_OLD_MS: milliseconds(30_000),
  // How many secret addresses one owner may have at the same time: what is sent to, and what is read.
  ADDRESSES_PER_OWNER: z.coerce.number().int().min(1).default(20),
  // How many subscriptions to notices one token subject may have at the same time.
  SUBSCRIPTIONS_PER_SUBJECT: z.coerce.number().int().min(1).default(20),
  // How long events are kept for partners, to be pulled and to be sent again. An attempt to send one may be two days late.
  FEED_KEPT_MS: milliseconds(WINDOWS.keptMs),
  // The mail server: smtp://user:password@host:587 (it has to offer TLS) or smtps://…; without it no mail is sent.
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must begin with smtp:// or smtps://')
    .optional(),
  // Whom mails are from: no-reply@example.org, or Naru <no-reply@example.org>
  MAIL_FROM: z
    .string()
    .regex(/^[^\p{Cc}]{1,200}$/u, 'must be one line')
    .optional(),
  // The address of the gateway as people reach it, for the links in mails.
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  // How many mails one address gets on a day; what is more waits for the digest.
  MAIL_PER_DAY: z.coerce.number().int().min(1).default(20),
  // The hour in Korea at which digests are sent.
  MAIL_DIGEST_HOUR: z.coerce.number().int().min(0).max(23).default(8),
  // Signs the heads of the journal: an ed25519 key in PEM. Only the journal's owner reads it.
  JOURNAL_KEY: z.string().optional(),
  // The public keys that signed before, in PEM, one after the other.
  JOURNAL_OLD_KEYS: z.string().optional(),
  // How long an entry of the journal waits at most for a signed head.
  JOURNAL_HEAD_MS: milliseconds(60_000),
  // Keys that seal stored secrets: `id:key` in base64, the present one first.
  SEALING_KEYS: z.string().refine(areSealingKeys, SEALING_FORM).optional(),
  GRPC_HOST: z.string().default('127.0.0.1'),
  // Older connections are replaced, so that a new replica gets its share of the calls.
  GRPC_CONNECTION_AGE_MS: milliseconds(60_000),
  GRPC_PORT: port(0),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: port(0),
  // Set to '1' if everything runs on one machine: then webhooks may go to loopback addresses.
  NARU_EMBEDDED: z.enum(['0', '1']).default('0'),
  // What to do with a refusal whose code its method does not declare.
  NARU_UNDECLARED: z.enum(['count', 'refuse']).default('count'),
};

/** The variables of the deploy step of the bus (lay-main.ts). */
export const layConfig = {
  TLS_CA_FILE: commonConfig.TLS_CA_FILE,
  NATS_URL: serviceConfig.NATS_URL,
  NATS_ACCOUNTS: serviceConfig.NATS_ACCOUNTS,
  SUBJECT_PREFIX: serviceConfig.SUBJECT_PREFIX,
  // The password of the user of this step in each account.
  NATS_DEPLOY_PASSWORD: z.string().optional(),
  // Copies of each stream: 3 on a cluster.
  NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  EVENTS_KEPT_MS: serviceConfig.EVENTS_KEPT_MS,
  // How long the bus recognises an event that is sent twice, and how long it waits until it gives an event to another.
  DUPLICATES_KNOWN_MS: milliseconds(WINDOWS.duplicatesMs),
  ACK_WAIT_MS: milliseconds(WINDOWS.ackWaitMs),
  // Who hears what: deploy/consumers.txt of this version.
  CONSUMERS_FILE: z.string().min(1),
};

export type ServiceConfig = z.infer<z.ZodObject<typeof serviceConfig>>;

/** The keys for a service that stores secrets. @throws ConfigError if it has none */
export function sealingKeys({ SEALING_KEYS }: ServiceConfig): string {
  if (SEALING_KEYS === undefined) throw wrong('SEALING_KEYS', 'this service stores secrets');
  return SEALING_KEYS;
}
