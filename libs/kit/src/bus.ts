/** NATS JetStream as Naru uses it: one stream per owning service, CloudEvents in binary mode. */
import {
  type Consumer,
  type ConsumerConfig,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import {
  type ConnectionOptions,
  connect,
  headers,
  type MsgHdrs,
  type NatsConnection,
  nanos,
} from '@nats-io/transport-node';
import { untilLost } from './lost.ts';
import type { OutboxEntry } from './outbox.ts';
import { log } from './telemetry.ts';

export interface Bus {
  connection: NatsConnection;
  jetstream: JetStreamClient;
  manager: JetStreamManager;
  prefix: string;
  stream(context: string): string;
  /** The subject of every event of a type: <prefix><type>.<aggregate id> */
  subject(type: string, aggregate: string): string;
  ensureStream(context: string): Promise<void>;
  /** Makes the consumer, or brings the one that stands up to date. */
  ensureConsumer(stream: string, config: Partial<ConsumerConfig> & { durable_name: string }): Promise<Consumer>;
  /** Resolves once the stream has it on disk, with its place there. `copy` tells a second edition of the same event. */
  publish(context: string, entry: OutboxEntry, copy?: string): Promise<number>;
  /** Erases what the stream holds of an aggregate before a place. */
  purge(context: string, aggregate: string, before: number): Promise<void>;
  connected(): boolean;
  close(): Promise<void>;
}

const DUPLICATE_WINDOW_MS = 120_000;
const RETENTION_MS = 30 * 24 * 3_600_000;
const STREAM_EXISTS = 10058;
// "Already exists", and "name already in use".
const CONSUMER_EXISTS = new Set([10013, 10148]);

export async function connectBus({
  url,
  prefix,
  name,
  replicas = 1,
}: {
  url: string;
  prefix: string;
  name: string;
  replicas?: number;
}): Promise<Bus> {
  const connection = await connect({
    ...addressed(url),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    waitOnFirstConnect: true,
  });
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const client = jetstream(connection);
  const answered = untilLost(connection);
  const stream = (context: string) => `${prefix.replaceAll('.', '_')}naru_${context}`;
  const subject = (type: string, aggregate: string) => `${prefix}${type}.${aggregate}`;

  async function ensureStream(context: string): Promise<void> {
    const config = {
      subjects: [`${prefix}naru.${context}.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos(RETENTION_MS),
      duplicate_window: nanos(DUPLICATE_WINDOW_MS),
      num_replicas: replicas,
    };
    try {
      await answered(manager.streams.add({ name: stream(context), ...config }));
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || error.code !== STREAM_EXISTS) throw error;
      await answered(manager.streams.update(stream(context), config));
    }
  }

  async function ensureConsumer(
    name: string,
    config: Partial<ConsumerConfig> & { durable_name: string },
  ): Promise<Consumer> {
    try {
      await answered(manager.consumers.add(name, config));
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || !CONSUMER_EXISTS.has(error.code)) throw error;
      await answered(manager.consumers.update(name, config.durable_name, config));
    }
    return answered(client.consumers.get(name, config.durable_name));
  }

  async function publish(context: string, entry: OutboxEntry, copy = ''): Promise<number> {
    const data = entry.data instanceof Uint8Array ? entry.data : entry.data.buffer;
    const options = { msgID: entry.id + copy, headers: cloudEvent(context, entry) };
    return (await answered(client.publish(subject(entry.type, entry.aggregate), data, options))).seq;
  }

  return {
    connection,
    jetstream: client,
    manager,
    prefix,
    stream,
    subject,
    ensureStream,
    ensureConsumer,
    publish,
    purge: async (context, aggregate, before) => {
      const filter = `${prefix}naru.${context}.*.*.*.${aggregate}`;
      await answered(manager.streams.purge(stream(context), { filter, seq: before }));
    },
    connected: () => !connection.isClosed() && connection.getServer() !== '',
    close: async () => {
      await connection.drain().catch((error: unknown) => log.debug({ err: error }, 'the bus was away at the end'));
    },
  };
}

/** Headers of the NATS binding, binary mode. Non-ASCII is percent-encoded, as the binding asks. */
function cloudEvent(context: string, entry: OutboxEntry): MsgHdrs {
  const h = headers();
  h.set('ce-specversion', '1.0');
  h.set('ce-id', entry.id);
  h.set('ce-source', `/naru/${context}`);
  h.set('ce-type', entry.type);
  h.set('ce-time', entry.at.toISOString());
  h.set('ce-subject', entry.aggregate);
  h.set('ce-sequence', String(entry.version));
  h.set('ce-actor', encodeURIComponent(entry.actor));
  if (entry.causeId) h.set('ce-causeid', entry.causeId);
  if (entry.traceparent) h.set('traceparent', entry.traceparent);
  h.set('content-type', 'application/protobuf');
  return h;
}

/** Servers, and the credentials that the first of them carries: nats://user:password@host:4222 or nats://token@host:4222 */
function addressed(url: string): Pick<ConnectionOptions, 'servers' | 'user' | 'pass' | 'token'> {
  const parsed = url.split(',').map((one) => new URL(one.includes('://') ? one : `nats://${one}`));
  const [user = '', pass = ''] = [parsed[0]?.username, parsed[0]?.password].map((part) =>
    decodeURIComponent(part ?? ''),
  );
  const servers = parsed.map(({ protocol, host }) => `${protocol}//${host}`);
  return { servers, ...(pass ? { user, pass } : user ? { token: user } : {}) };
}
