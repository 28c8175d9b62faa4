/** NATS JetStream as Naru uses it: one stream per owning service, CloudEvents in binary mode. */

import { envelopeOf, type First, headersOf } from '@naru/bus/envelope';
import { untilLost } from '@naru/bus/lost';
import { type Accounts, addressed, eventsOf, heardApi, inboxOf, streamOf, userOf } from '@naru/bus/names';
import { log } from '@naru/telemetry/log';
import { publishing } from '@naru/telemetry/messaging';
import {
  type Consumer,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { bytesOf, type OutboxEntry } from './outbox.ts';

export interface Bus {
  connection: NatsConnection;
  jetstream: JetStreamClient;
  manager: JetStreamManager;
  prefix: string;
  stream(context: string): string;
  /** The subject of every event of a type: <prefix><type>.<aggregate id> */
  subject(type: string, aggregate: string): string;
  /** Finds a durable of this service on the stream of a context. @throws if the deploy step has not made it */
  durable(context: string, name: string): Promise<Consumer>;
  /** Resolves once the stream has the event on disk, with its place. `copy` marks a second edition of the event. */
  publish(context: string, entry: OutboxEntry, copy?: string): Promise<number>;
  /** The messages about an aggregate that stand in the stream. */
  about(context: string, aggregate: string): Promise<Standing[]>;
  /** The messages behind a place, as they stand in the stream. */
  behind(context: string, place: number): AsyncIterable<Pick<Standing, 'place' | 'id'>>;
  /** Overwrites the bytes of messages on the server's disk, and deletes them. Some may be gone already. */
  erase(context: string, places: readonly number[]): Promise<void>;
  /** When the stream was made, its last place, and how many messages each subject has if they are counted. */
  standing(
    context: string,
    how: 'counted' | 'uncounted',
  ): Promise<{ made: string; last: number; counts: ReadonlyMap<string, number> }>;
  /** Empties the stream, and lets it go on at a place that consumers have not read yet. */
  continueAt(context: string, place: number): Promise<void>;
  connected(): boolean;
  close(): Promise<void>;
}

/** A message in the stream. */
export interface Standing {
  place: number;
  id: string;
  type: string;
  version: number;
  data: Uint8Array;
  /** Where its event first stood. */
  first: First;
}

const CONNECT_MS = 2_000;
/** A server that was stopped or cut off is noticed after these seconds, twice. */
const ALIVE = { pingInterval: 5_000, maxPingOut: 2 };
/** "No message found" and "sequence not found". */
const MESSAGE_ABSENT = new Set([10037, 10043]);
// JetStream's errors "stream not found" and "consumer not found".
const NOT_LAID = new Set([10059, 10014]);

/** State that the functions of one connection share. */
interface Room {
  client: JetStreamClient;
  /** For the durables on the stream of an owner. */
  clientOf: (owner: string) => JetStreamClient;
  manager: JetStreamManager;
  prefix: string;
  /** Fails a request whose answer can no longer arrive. */
  answered: <T>(answer: Promise<T>) => Promise<T>;
}

export interface BusOptions {
  /** May carry credentials: see `addressed`. */
  url: string;
  prefix: string;
  /** The name of the client, for whoever looks at the server. */
  name: string;
  /** The context of the service. */
  context?: string;
  /** By default it is named like the context. */
  user?: string | undefined;
  /** Without it the address has the credentials, or nobody asks for any. */
  password?: string | undefined;
  accounts?: Accounts;
  /** What signed the certificate of a bus whose address is tls:// */
  caFile?: string | undefined;
}

export async function connectBus({
  url,
  prefix,
  name,
  context = 'nobody',
  user = userOf(context),
  password,
  accounts = 'one',
  caFile,
}: BusOptions): Promise<Bus> {
  const connection = await connect({
    ...addressed(url, caFile),
    ...(password && { user, pass: password }),
    name,
    inboxPrefix: inboxOf(context),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    timeout: CONNECT_MS,
    ...ALIVE,
  });
  const state = followed(connection);
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const foreign = (owner: string) => accounts === 'each' && owner !== context;
  const clientOf = (owner: string) => jetstream(connection, foreign(owner) ? { apiPrefix: heardApi(owner) } : {});
  const room: Room = { client: jetstream(connection), clientOf, manager, prefix, answered: untilLost(connection) };
  return {
    connection,
    jetstream: room.client,
    manager,
    prefix,
    stream: (owner) => streamOf(prefix, owner),
    subject: (type, aggregate) => subjectOf(room, type, aggregate),
    durable: (owner, durable) => findDurable(room, owner, durable),
    publish: (owner, entry, copy) => publish(room, owner, entry, copy),
    about: (owner, aggregate) => about(room, owner, aggregate),
    behind: (owner, place) => behind(room, owner, place),
    erase: (owner, places) => erase(room, owner, places),
    standing: (owner, how) => standing(room, owner, how),
    continueAt: async (owner, place) => {
      await room.answered(manager.streams.purge(streamOf(prefix, owner), { seq: place }));
    },
    connected: () => state.connected,
    close: async () => {
      await connection.drain().catch((error: unknown) => log.debug({ err: error }, 'the bus was away at the end'));
    },
  };
}

/**
 * Follows what the client says of its connection, and tells it: the loss, the return, and what the server does not let
 * this service do. The client keeps the name of its last server, so only these reports say whether it is connected.
 */
function followed(connection: NatsConnection): { connected: boolean } {
  const state = { connected: true };
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'error') log.error({ err: status.error }, 'the bus refused this service something');
      if (status.type === 'disconnect') log.warn({ host: status.server }, 'the bus is away');
      if (status.type === 'reconnect') log.info({ host: status.server }, 'the bus is back');
      if (status.type === 'disconnect' || status.type === 'close') state.connected = false;
      if (status.type === 'reconnect') state.connected = true;
    }
    state.connected = false;
  })();
  return state;
}

const subjectOf = ({ prefix }: Room, type: string, aggregate: string) => `${prefix}${type}.${aggregate}`;

async function findDurable({ clientOf, prefix, answered }: Room, context: string, name: string): Promise<Consumer> {
  const stream = streamOf(prefix, context);
  try {
    return await answered(clientOf(context).consumers.get(stream, name));
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !NOT_LAID.has(error.code)) throw error;
    throw new Error(`${name} is not on ${stream}: the deploy step has to make it`, { cause: error });
  }
}

async function publish(room: Room, context: string, entry: OutboxEntry, copy = ''): Promise<number> {
  const { id, type, traceparent } = entry;
  const subject = subjectOf(room, type, entry.aggregate);
  const bytes = bytesOf(entry);
  return publishing({ type, id, bytes: bytes.length, traceparent }, async (carrier) => {
    const options = { msgID: id + copy, headers: headersOf(context, { ...entry, ...carrier }) };
    return (await room.answered(room.client.publish(subject, bytes, options))).seq;
  });
}

async function about(room: Room, context: string, aggregate: string): Promise<Standing[]> {
  const { manager, prefix, answered } = room;
  const name = streamOf(room.prefix, context);
  const filter = `${prefix}naru.${context}.*.*.*.${aggregate}`;
  const { state } = await answered(manager.streams.info(name, { subjects_filter: filter }));
  const found: Standing[] = [];
  for (const subject of Object.keys(state.subjects ?? {})) {
    const nextFrom = (seq: number) => {
      const first = { seq, next_by_subj: subject };
      return answered(manager.streams.getMessage(name, first));
    };
    for (let message = await nextFrom(1); message; message = await nextFrom(message.seq + 1)) {
      const { id, type, version, first } = envelopeOf(message.header).envelope;
      const place = message.seq;
      found.push({ place, id, type, version, data: message.data, first: { place, ...first } });
    }
  }
  return found;
}

async function* behind({ manager, prefix, answered }: Room, context: string, place: number) {
  const name = streamOf(prefix, context);
  const nextFrom = (seq: number) => {
    const first = { seq, next_by_subj: eventsOf(prefix, context) };
    return answered(manager.streams.getMessage(name, first));
  };
  for (let message = await nextFrom(place + 1); message; message = await nextFrom(message.seq + 1))
    yield { place: message.seq, id: envelopeOf(message.header).envelope.id };
}

async function standing(room: Room, context: string, how: 'counted' | 'uncounted') {
  const counted = how === 'counted' ? { subjects_filter: '>' } : {};
  const info = room.manager.streams.info(streamOf(room.prefix, context), counted);
  const { state, created } = await room.answered(info);
  return { made: String(created), last: state.last_seq, counts: new Map(Object.entries(state.subjects ?? {})) };
}

async function erase(room: Room, context: string, places: readonly number[]): Promise<void> {
  const { manager, answered } = room;
  for (const place of places) {
    try {
      await answered(manager.streams.deleteMessage(streamOf(room.prefix, context), place, true));
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || !MESSAGE_ABSENT.has(error.code)) throw error;
    }
  }
}
