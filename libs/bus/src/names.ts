/**
 * The names on the bus, and what they stand for: one stream for each owner, and one durable consumer for each
 * subscription and each owner that it hears. A service only finds them; the deploy step makes them (lay.ts).
 */
import { createHash } from 'node:crypto';
import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { type NodeConnectionOptions, nanos } from '@nats-io/transport-node';

/** A subscription of a service, and what it hears. */
export interface Hearing {
  service: string;
  subscription: string;
  types: readonly string[];
}

/** `each`: every service has an account of its own on the bus. `one`: they share one, on a bus without accounts. */
export type Accounts = 'each' | 'one';

/** How long things hold on the bus. */
export interface Windows {
  /** How long a stream keeps its messages. */
  keptMs: number;
  /** How long it recognises the id of a message that it has. */
  duplicatesMs: number;
  /** How long it waits for the answer to a message before it gives the message to another replica. */
  ackWaitMs: number;
}

export const WINDOWS: Windows = { keptMs: 30 * 24 * 3_600_000, duplicatesMs: 120_000, ackWaitMs: 3_000 };
/** More than all replicas of a service have in hand; a replica asks for no more than it can handle. */
const ACK_PENDING_MAX = 4_000;
const FORGOTTEN_MS = 14 * 24 * 3_600_000;

/** How many copies of a stream there are, and how long it keeps what. */
export interface Lasting {
  /** 3 on a cluster. */
  replicas?: number;
  windows?: Windows;
}

const tokenOf = (prefix: string): string => prefix.replaceAll('.', '_');

export const streamOf = (prefix: string, context: string): string => `${tokenOf(prefix)}naru_${context}`;

/** Every event of a context: <prefix>naru.<context>.<entity>.<past tense>.v1.<aggregate id> */
export const eventsOf = (prefix: string, context: string): string => `${prefix}naru.${context}.>`;

/** The ids that the replicas of a service tell each other (saved.ts). Outside the streams, so that nothing is stored. */
export const savedOf = (prefix: string, context: string): string => `${prefix}naru_saved.${context}`;

/** Other news of a service for its own replicas. Outside the streams too. */
export const liveOf = (prefix: string, context: string): string => `${prefix}naru_live.${context}`;

/** Answers to a service arrive below this subject. */
export const inboxOf = (context: string): string => `_INBOX.${context}`;

/**
 * Where a service finds the durables on the stream of another one. Its account imports them under this name, one by
 * one, and nothing else of the other account.
 */
export const heardApi = (context: string): string => `naru_heard.${context}`;

/** The names of both users of a context on the bus: the service, and the deploy step. */
export const userOf = (context: string): string => context;
export const deployUserOf = (context: string): string => `${context}-deploy`;

/** The bus for the deploy step in the account of a context: the address with its user there. */
export const deployUrls =
  ({ url, accounts, password }: { url: string; accounts: Accounts; password?: string | undefined }) =>
  (context: string): string => {
    if (accounts === 'one' || !password) return url;
    const [first = '', ...others] = url.split(',');
    const own = new URL(first);
    own.username = deployUserOf(context);
    own.password = password;
    return [String(own), ...others].join();
  };

export const contextOf = (type: string): string => type.split('.')[1] ?? '';

/** The owners that a subscription hears. */
export const heardContexts = ({ types }: Pick<Hearing, 'types'>): string[] => [...new Set(types.map(contextOf))].sort();

/**
 * The same in every replica. Another set of types is another durable, which begins with the first event; handlers
 * recognise old events. So the durables of two versions of a service stand side by side during an upgrade.
 */
export const durableOf = (prefix: string, { service, subscription, types }: Hearing): string =>
  `${tokenOf(prefix)}${service}-${subscription}-${digestOf(types)}`;

const digestOf = (types: readonly string[]): string =>
  createHash('sha256')
    .update([...types].sort().join())
    .digest('hex')
    .slice(0, 8);

export const streamConfig = (
  prefix: string,
  context: string,
  { replicas = 1, windows: { keptMs, duplicatesMs } = WINDOWS }: Lasting,
) => ({
  subjects: [eventsOf(prefix, context)],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_age: nanos(keptMs),
  duplicate_window: nanos(duplicatesMs),
  num_replicas: replicas,
});

/** The durable of a subscription on the stream of one context. */
export const durableConfig = (
  prefix: string,
  hearing: Hearing,
  context: string,
  { windows: { ackWaitMs } = WINDOWS }: Lasting,
): Partial<ConsumerConfig> & { durable_name: string } => ({
  durable_name: durableOf(prefix, hearing),
  filter_subjects: hearing.types.filter((type) => contextOf(type) === context).map((type) => `${prefix}${type}.>`),
  ack_policy: AckPolicy.Explicit,
  deliver_policy: DeliverPolicy.All,
  ack_wait: nanos(ackWaitMs),
  max_ack_pending: ACK_PENDING_MAX,
  // Replicas leave the durable of an older set of types behind. The server deletes it after this time.
  inactive_threshold: nanos(FORGOTTEN_MS),
});

/** True if `addressed` can read it, and each server has a host. */
export function isAddress(url: string): boolean {
  try {
    return addressed(url).servers?.length !== 0 && hostsOf(url).every((host) => host !== '');
  } catch {
    return false;
  }
}

/** Where the servers are, without credentials. */
export const hostsOf = (url: string): string[] =>
  [addressed(url).servers ?? []].flat().map((server) => server.slice(server.indexOf('://') + 3));

/**
 * The servers, and the credentials in the address of the first: nats://user:password@host:4222 or
 * nats://token@host:4222. With tls:// nothing is said before the server has shown a certificate that the file signed.
 */
export function addressed(
  url: string,
  caFile?: string,
): Pick<NodeConnectionOptions, 'servers' | 'user' | 'pass' | 'token' | 'tls'> {
  const parsed = url.split(',').map((one) => new URL(one.includes('://') ? one : `nats://${one}`));
  const [user = '', pass = ''] = [parsed[0]?.username, parsed[0]?.password].map((part) =>
    decodeURIComponent(part ?? ''),
  );
  const servers = parsed.map(({ protocol, host }) => `${protocol}//${host}`);
  const tls = parsed[0]?.protocol === 'tls:' ? { tls: caFile ? { caFile } : {} } : {};
  return { servers, ...(pass ? { user, pass } : user ? { token: user } : {}), ...tls };
}
