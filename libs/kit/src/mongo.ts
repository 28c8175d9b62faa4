/** The connection to the service's own database, with spans and retries. */
import { watchCommands } from '@naru/telemetry/database';
import { log } from '@naru/telemetry/log';
import {
  type Db,
  MongoAPIError,
  MongoClient,
  type MongoClientOptions,
  MongoError,
  MongoNotConnectedError,
  MongoServerError,
} from 'mongodb';
import type { Ambient } from './ambient.ts';
import { wrong } from './config-error.ts';
import { kit } from './kit-texts.ts';
import { Rejection } from './rejection.ts';

export interface Database {
  db: Db;
  ping(): Promise<boolean>;
  close(): Promise<void>;
  /** Where it should be, without credentials. */
  host: string;
  /** @throws the driver's error if it does not answer */
  reach(): Promise<unknown>;
  /** Calls at each answer of the server that takes writes: about one a second, as long as it does not hang. */
  onBeat(call: () => void): void;
}

const POOL_MAX = 10;
/** With the time of one more look for a server, a caller is told within three seconds. */
const PATIENCE_MS = 1_500;
const SELECTION_MS = 1_000;
const DUPLICATE_KEY = 11000;
/** MongoDB's codes for what a user may not do, and for a user whom it does not know. */
const REFUSED = new Set([13, 18]);
const AWAY = 'database.unavailable';

export async function connectMongo({ uri, name }: { uri: string; name: string }): Promise<Database> {
  const client = clientOf(uri, {
    maxPoolSize: POOL_MAX,
    serverSelectionTimeoutMS: SELECTION_MS,
    connectTimeoutMS: 3_000,
    // A server that hangs is given up after both of these.
    heartbeatFrequencyMS: 1_000,
    // An acknowledged command must survive the death of the server.
    writeConcern: { w: 'majority', journal: true },
    ignoreUndefined: true,
    monitorCommands: true,
  });
  watchCommands(client);
  tellRefusals(client);
  tellPresence(client);
  const db = client.db(name);
  return {
    db,
    ping: async () => (await db.command({ ping: 1 }, { timeoutMS: 1_000 })).ok === 1,
    close: () => client.close(),
    host: client.options.srvHost ?? client.options.hosts.join(','),
    // A client whose first connection failed would refuse every command for ever; `connect` begins anew.
    reach: async () => (await client.connect()).db(name).command({ ping: 1 }),
    onBeat: (call) => {
      client.on('serverHeartbeatSucceeded', ({ reply }) => {
        if (reply.isWritablePrimary ?? reply.ismaster) call();
      });
    },
  };
}

const WRITE_EVERY_MS = 10_000;
const WRITE_WITHIN_MS = 2_000;

/**
 * Says whether the database takes writes: by a small write, at most every ten seconds, whose outcome counts meanwhile. A
 * disk that is full lets a server answer questions, so a ping is not enough. A server that is away was not asked.
 */
export function writeProbe(db: Db, ambient: Pick<Ambient, 'now' | 'elapsedMs' | 'pause'>): () => Promise<boolean> {
  const probes = db.collection<{ _id: string; at: Date }>('probe');
  let last: { atMs: number; taken: Promise<boolean> } | null = null;
  async function write(): Promise<boolean> {
    try {
      await probes.updateOne({ _id: 'write' }, { $set: { at: ambient.now() } }, { upsert: true });
      return true;
    } catch (error) {
      if (isTransient(error)) last = null;
      else log.error({ err: error }, 'the database cannot be written');
      return false;
    }
  }
  return () => {
    if (last && ambient.elapsedMs() - last.atMs < WRITE_EVERY_MS) return last.taken;
    const done = new AbortController();
    const late = ambient.pause(WRITE_WITHIN_MS, done.signal).then(() => false);
    const taken = Promise.race([write(), late]).finally(() => done.abort());
    last = { atMs: ambient.elapsedMs(), taken };
    return taken;
  };
}

/** The check of readiness: it answers, and it takes writes. */
export const takingWrites =
  (ping: Database['ping'], writes: () => Promise<boolean>): (() => Promise<boolean>) =>
  async () =>
    (await ping()) && (await writes());

/** @throws ConfigError if the address cannot be read; it does not repeat the address, which has a password */
function clientOf(uri: string, options: MongoClientOptions): MongoClient {
  try {
    return new MongoClient(uri, options);
  } catch (error) {
    throw wrong('MONGODB_URI', (error as Error).message.replaceAll(uri, 'it'));
  }
}

/** Tells at once, for each server by its name, that it is away, and that it is back. */
function tellPresence(client: MongoClient): void {
  const away = new Set<string>();
  client.on('serverDescriptionChanged', ({ address: host, previousDescription: before, newDescription: now }) => {
    const isKnown = now.type !== 'Unknown';
    if (!isKnown && before.type !== 'Unknown') {
      away.add(host);
      log.warn({ host, err: now.error }, 'the database is away');
    }
    if (isKnown && away.delete(host)) log.info({ host }, 'the database is back');
  });
}

/** The server says what it does not let this service do. Nothing else may go unseen here. */
function tellRefusals(client: MongoClient): void {
  client.on('commandFailed', ({ failure, commandName }) => {
    if (failure instanceof MongoServerError && REFUSED.has(Number(failure.code)))
      log.error({ err: failure, command: commandName }, 'the database refused this service something');
  });
}

/** True if the same operation may succeed a moment later: the server is away, restarts or changes its primary. */
export const isTransient = (error: unknown): boolean =>
  error instanceof MongoError &&
  // An error of the driver itself is a programming error, except that the client is not connected now.
  (!(error instanceof MongoAPIError) || error instanceof MongoNotConnectedError) &&
  (!(error instanceof MongoServerError) ||
    // A bulk write reports a broken connection like an answer of the server; a real answer has a code.
    typeof error.code !== 'number' ||
    error.hasErrorLabel('RetryableWriteError') ||
    error.hasErrorLabel('TransientTransactionError'));

/** The first field of the index that refused a write; null for any other error. */
export function duplicateKey(error: unknown): string | null {
  if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) return null;
  return Object.keys(error.keyPattern ?? { _id: 1 })[0] ?? '_id';
}

/** True if work failed because the database was away, by the driver's word or after the retries of `patiently`. */
export const isDatabaseAway = (error: unknown): boolean =>
  isTransient(error) || (error instanceof Rejection && error.code === AWAY);

/**
 * Exponential backoff with jitter: between half and all of a step that doubles up to a maximum. In whole milliseconds:
 * NATS takes no other delay, and delivers again at once.
 */
export const backoffMs = (attempt: number, { firstMs, maxMs }: { firstMs: number; maxMs: number }): number =>
  Math.ceil(Math.min(maxMs, firstMs * 2 ** attempt) * (0.5 + Math.random() / 2));

/** The refusal for a caller while the database does not answer. */
export const databaseAway = (): Rejection => kit.refuse(AWAY);

/** Retries idempotent work until the database answers. @throws Rejection `unavailable` when the retries end */
export async function patiently<T>(
  work: () => Promise<T>,
  { signal, ambient }: { signal?: AbortSignal | undefined; ambient: Pick<Ambient, 'pause' | 'elapsedMs'> },
): Promise<T> {
  const until = ambient.elapsedMs() + PATIENCE_MS;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (signal?.aborted || ambient.elapsedMs() > until) throw databaseAway();
      await ambient.pause(backoffMs(attempt, { firstMs: 50, maxMs: 500 }), signal);
    }
  }
}

/** The same for all queries of one store. */
export const patience =
  (ambient: Pick<Ambient, 'pause' | 'elapsedMs'>) =>
  <T>(work: () => Promise<T>): Promise<T> =>
    patiently(work, { ambient });
