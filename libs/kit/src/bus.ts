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
import { type ConnectionOptions, connect, type NatsConnection, nanos } from '@nats-io/transport-node';
import { headersOf } from './envelope.ts';
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
  /** Creates the consumer, or updates the one that exists. */
  ensureConsumer(stream: string, config: Partial<ConsumerConfig> & { durable_name: string }): Promise<Consumer>;
  /** Resolves once the stream has the event on disk, with its place. `copy` marks a second edition of the event. */
  publish(context: string, entry: OutboxEntry, copy?: string): Promise<number>;
  /** Erases the events of an aggregate that stand in the stream before a place. */
  purge(context: string, aggregate: string, before: number): Promise<void>;
  connected(): boolean;
  close(): Promise<void>;
}

const DUPLICATE_WINDOW_MS = 120_000;
const RETENTION_MS = 30 * 24 * 3_600_000;
const STREAM_EXISTS = 10058;
// JetStream's errors "already exists" and "name already in use".
const CONSUMER_EXISTS = new Set([10013, 10148]);

/** State that the functions of one connection share. */
interface Room {
  client: JetStreamClient;
  manager: JetStreamManager;
  prefix: string;
  replicas: number;
  /** Fails a request whose answer can no longer arrive. */
  answered: <T>(answer: Promise<T>) => Promise<T>;
}

const streamOf = ({ prefix }: Room, context: string) => `${prefix.replaceAll('.', '_')}naru_${context}`;

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
  const room: Room = { client: jetstream(connection), manager, prefix, replicas, answered: untilLost(connection) };
  return {
    connection,
    jetstream: room.client,
    manager,
    prefix,
    stream: (context) => streamOf(room, context),
    subject: (type, aggregate) => subjectOf(room, type, aggregate),
    ensureStream: (context) => ensureStream(room, context),
    ensureConsumer: (stream, config) => ensureConsumer(room, stream, config),
    publish: (context, entry, copy) => publish(room, context, entry, copy),
    purge: (context, aggregate, before) => purge(room, context, aggregate, before),
    connected: () => !connection.isClosed() && connection.getServer() !== '',
    close: async () => {
      await connection.drain().catch((error: unknown) => log.debug({ err: error }, 'the bus was away at the end'));
    },
  };
}

const subjectOf = ({ prefix }: Room, type: string, aggregate: string) => `${prefix}${type}.${aggregate}`;

async function ensureStream(room: Room, context: string): Promise<void> {
  const { manager, prefix, replicas, answered } = room;
  const config = {
    subjects: [`${prefix}naru.${context}.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(RETENTION_MS),
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    num_replicas: replicas,
  };
  const name = streamOf(room, context);
  try {
    await answered(manager.streams.add({ name, ...config }));
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== STREAM_EXISTS) throw error;
    await answered(manager.streams.update(name, config));
  }
}

async function ensureConsumer(
  { client, manager, answered }: Room,
  stream: string,
  config: Partial<ConsumerConfig> & { durable_name: string },
): Promise<Consumer> {
  try {
    await answered(manager.consumers.add(stream, config));
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !CONSUMER_EXISTS.has(error.code)) throw error;
    await answered(manager.consumers.update(stream, config.durable_name, config));
  }
  return answered(client.consumers.get(stream, config.durable_name));
}

async function publish(room: Room, context: string, entry: OutboxEntry, copy = ''): Promise<number> {
  const data = entry.data instanceof Uint8Array ? entry.data : entry.data.buffer;
  const options = { msgID: entry.id + copy, headers: headersOf(context, entry) };
  const subject = subjectOf(room, entry.type, entry.aggregate);
  return (await room.answered(room.client.publish(subject, data, options))).seq;
}

async function purge(room: Room, context: string, aggregate: string, before: number): Promise<void> {
  const filter = `${room.prefix}naru.${context}.*.*.*.${aggregate}`;
  await room.answered(room.manager.streams.purge(streamOf(room, context), { filter, seq: before }));
}

/**
 * The servers, and the credentials in the address of the first: nats://user:password@host:4222 or
 * nats://token@host:4222
 */
export function addressed(url: string): Pick<ConnectionOptions, 'servers' | 'user' | 'pass' | 'token'> {
  const parsed = url.split(',').map((one) => new URL(one.includes('://') ? one : `nats://${one}`));
  const [user = '', pass = ''] = [parsed[0]?.username, parsed[0]?.password].map((part) =>
    decodeURIComponent(part ?? ''),
  );
  const servers = parsed.map(({ protocol, host }) => `${protocol}//${host}`);
  return { servers, ...(pass ? { user, pass } : user ? { token: user } : {}) };
}
