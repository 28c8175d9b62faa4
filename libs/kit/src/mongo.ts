/** The connection to the service's own database, with spans and retries. */
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { type Db, MongoAPIError, MongoClient, MongoError, MongoNotConnectedError, MongoServerError } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { kit } from './kit-texts.ts';
import { Rejection } from './rejection.ts';
import { tracer } from './telemetry.ts';

export interface Database {
  db: Db;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

const POOL_MAX = 10;
const PATIENCE_MS = 8_000;
const DUPLICATE_KEY = 11000;
const AWAY = 'database.unavailable';

export async function connectMongo({ uri, name }: { uri: string; name: string }): Promise<Database> {
  const client = new MongoClient(uri, {
    maxPoolSize: POOL_MAX,
    serverSelectionTimeoutMS: 3_000,
    connectTimeoutMS: 3_000,
    // An acknowledged command must survive the death of the server.
    writeConcern: { w: 'majority', journal: true },
    ignoreUndefined: true,
    monitorCommands: true,
  });
  traceCommands(client);
  const db = client.db(name);
  return {
    db,
    ping: async () => (await db.command({ ping: 1 }, { timeoutMS: 1_000 })).ok === 1,
    close: () => client.close(),
  };
}

/** The driver reports its commands, so spans need no patched modules. Spans hold no values of queries. */
function traceCommands(client: MongoClient): void {
  const open = new Map<number, ReturnType<typeof tracer.startSpan>>();
  client.on('commandStarted', ({ requestId, commandName, command, databaseName }) => {
    const collection = typeof command[commandName] === 'string' ? command[commandName] : '';
    const span = tracer.startSpan(`${commandName} ${collection}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'mongodb',
        'db.namespace': databaseName,
        'db.collection.name': collection,
        'db.operation.name': commandName,
      },
    });
    if (span.isRecording()) open.set(requestId, span);
  });
  const close = (requestId: number, failed: boolean) => {
    const span = open.get(requestId);
    open.delete(requestId);
    if (failed) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  };
  client.on('commandSucceeded', ({ requestId }) => close(requestId, false));
  client.on('commandFailed', ({ requestId }) => close(requestId, true));
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
