/** The configuration that the gateway reads from its environment. */
import { methods } from '@naru/contracts';
import { commonConfig, type Environment, port, readConfig, telemetryOf } from '@naru/kit/config';
import type { TelemetryOptions } from '@naru/telemetry/start';
import { z } from 'zod';

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const originsIn = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** In the form of the browser's Origin header: an asterisk, a path or a capital letter would match no page, or all. */
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const address = (context: string) =>
  z
    .string({ error: `must be the host:port where the ${context} context answers gRPC` })
    .regex(/^\S+:\d+$/, 'must be host:port');

/** The contexts behind the gateway: those whose methods have no route field. */
export const contexts: readonly string[] = [
  ...new Set(methods.filter(({ http, access }) => http && !access.routeField).map(({ context }) => context)),
];

const shape = {
  ...commonConfig,
  HOST: z.string().default('127.0.0.1'),
  PORT: port(8080),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: port(0),
  // The number of proxies in front whose statement of the caller's address is trusted.
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  BODY_BYTES_MAX: count(1024 * 1024),
  HEADERS_TIMEOUT_MS: count(10_000),
  UPLOAD_BYTES_MAX: count(64 * 1024 * 1024),
  UPLOAD_TIMEOUT_MS: count(300_000),
  REQUEST_TIMEOUT_MS: count(10_000),
  REQUEST_TIMEOUT_MS_MAX: count(60_000),
  // For each token subject, or address without a valid token, in each replica.
  RATE_PER_MINUTE: count(60_000),
  // For each address and each page that asks for no token: ten probes a second, in each replica.
  PAGE_RATE_PER_MINUTE: count(600),
  HEARTBEAT_MS: count(15_000),
  // How long it goes on accepting after it has said that it is not ready: a balancer has to notice.
  CLOSING_MS: z.coerce.number().int().min(0).default(5_000),
  // The web origins whose pages may call, separated by commas.
  CORS_ORIGINS: z
    .string()
    .default('')
    .refine(
      (text) => originsIn(text).every(isOrigin),
      'must be origins such as https://portal.example.org, separated by commas',
    ),
};

const addressName = (context: string) => `${context.toUpperCase()}_ADDRESS`;
const addressShape = Object.fromEntries(contexts.map((context) => [addressName(context), address(context)]));

/** Every variable the gateway reads. */
export const gatewayConfig = { ...shape, ...addressShape };

/** The limits of one request. */
export interface Limits {
  bodyBytesMax: number;
  /** The levels of lists and objects in a body. */
  bodyDepthMax: number;
  /** How long the headers of a request may take. */
  headersTimeoutMs: number;
  uploadBytesMax: number;
  uploadTimeoutMs: number;
  /** The deadline of a call if the caller asks for none, and the longest one that it may ask for. */
  timeoutMs: number;
  timeoutMsMax: number;
  heartbeatMs: number;
  /** How long the gateway goes on accepting after it has been told to end. */
  closingMs: number;
  /** Open streams of one subject. */
  streamsPerSubject: number;
}

export interface GatewayConfig {
  host: string;
  port: number;
  trustedProxies: number;
  ratePerMinute: number;
  pageRatePerMinute: number;
  /** The origins whose pages may call; none if empty. */
  corsOrigins: readonly string[];
  limits: Limits;
  /** The address of each context, by its name. */
  addresses: Readonly<Record<string, string>>;
  /** What signed the certificates of the services, if they speak TLS. */
  caFile?: string | undefined;
  identity: { issuer: string; audience: string; jwksUrl: string };
}

export interface ProcessConfig extends GatewayConfig {
  health: { host: string; port: number };
  telemetry: Omit<TelemetryOptions, 'service'>;
}

/** @throws ConfigError with one line for each variable that is missing or wrong. */
export function readGatewayConfig(env: Environment): ProcessConfig {
  const read = readConfig(gatewayConfig, env);
  const addresses: Readonly<Record<string, unknown>> = read;
  return {
    host: read.HOST,
    port: read.PORT,
    trustedProxies: read.TRUSTED_PROXIES,
    ratePerMinute: read.RATE_PER_MINUTE,
    pageRatePerMinute: read.PAGE_RATE_PER_MINUTE,
    corsOrigins: originsIn(read.CORS_ORIGINS),
    limits: {
      bodyBytesMax: read.BODY_BYTES_MAX,
      bodyDepthMax: 32,
      headersTimeoutMs: read.HEADERS_TIMEOUT_MS,
      uploadBytesMax: read.UPLOAD_BYTES_MAX,
      uploadTimeoutMs: read.UPLOAD_TIMEOUT_MS,
      timeoutMs: read.REQUEST_TIMEOUT_MS,
      timeoutMsMax: read.REQUEST_TIMEOUT_MS_MAX,
      heartbeatMs: read.HEARTBEAT_MS,
      closingMs: read.CLOSING_MS,
      streamsPerSubject: read.STREAMS_PER_SUBJECT,
    },
    addresses: Object.fromEntries(contexts.map((context) => [context, String(addresses[addressName(context)])])),
    caFile: read.TLS_CA_FILE,
    identity: { issuer: read.OIDC_ISSUER, audience: read.OIDC_AUDIENCE, jwksUrl: read.OIDC_JWKS_URL },
    health: { host: read.HEALTH_HOST, port: read.HEALTH_PORT },
    telemetry: telemetryOf(read),
  };
}
