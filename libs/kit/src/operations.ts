/** Long work: stored, cancellable, watched, and taken up again by any replica when the one that did it dies. */
import { type Operation, Operation_State } from '@naru/contracts/ops/v1/service';
import type { Collection, Db } from 'mongodb';
import type { Ownership } from './access.ts';
import { isDatabaseAway, patiently, pause } from './mongo.ts';
import type { Cause } from './outbox.ts';
import { notFound, Rejection } from './rejection.ts';
import { createOnce, idReused, REQUEST_INDEX } from './request.ts';
import { log } from './telemetry.ts';

export interface OperationDoc {
  _id: string;
  kind: string;
  owner: string;
  params: Record<string, unknown>;
  state: Operation_State;
  done: number;
  total: number;
  result: Record<string, string>;
  error: string;
  createdAt: Date;
  updatedAt: Date;
  /** Until then the worker that holds it is believed to live. */
  leaseUntil: Date;
  cancel: boolean;
  request?: { key: string; digest: string };
}

export interface Progress {
  /** Reports steps done, and figures so far by name; also keeps the lease. @throws where the operation was cancelled */
  step(done: number, total: number, figures?: Record<string, string>): Promise<void>;
  signal: AbortSignal;
}

/** Must be idempotent from the start: it runs again after a crash. @returns figures of the result by name */
export type OperationWork = (
  op: { id: string; params: Record<string, unknown> },
  progress: Progress,
) => Promise<Record<string, string>>;

export interface Operations {
  start(kind: string, params: Record<string, unknown>, cause: Cause): Promise<Operation>;
  /** What an earlier try of the same request has started, for rules that its own work has made untrue meanwhile. */
  repeated(cause: Cause): Promise<Operation | null>;
  get(id: string): Promise<Operation>;
  watch(id: string, signal: AbortSignal): AsyncGenerator<Operation>;
  cancel(id: string): Promise<Operation>;
  ownership(id: string): Promise<Ownership | null>;
  run(): Promise<void>;
  stop(): Promise<void>;
}

const LEASE_MS = 5_000;
const POLL_MS = 250;
const { RUNNING, SUCCEEDED, FAILED, CANCELLED } = Operation_State;

export function operations({
  db,
  now,
  kinds,
}: {
  db: Db;
  now: () => Date;
  kinds: Readonly<Record<string, OperationWork>>;
}): Operations {
  const collection: Collection<OperationDoc> = db.collection('operations');
  const stopping = new AbortController();
  let finished: Promise<void> = Promise.resolve();

  async function start(kind: string, params: Record<string, unknown>, cause: Cause): Promise<Operation> {
    const at = now();
    const doc: OperationDoc = {
      _id: cause.newId('op'),
      kind,
      owner: cause.actor,
      params,
      state: RUNNING,
      done: 0,
      total: 0,
      result: {},
      error: '',
      createdAt: at,
      updatedAt: at,
      leaseUntil: new Date(0),
      cancel: false,
      ...(cause.request ? { request: cause.request } : {}),
    };
    return toProto(await createOnce(collection, doc));
  }

  async function repeated({ request }: Cause): Promise<Operation | null> {
    const doc = request && (await patiently(() => collection.findOne({ 'request.key': request.key })));
    if (doc && doc.request?.digest !== request?.digest) throw idReused();
    return doc ? toProto(doc) : null;
  }

  /** Takes operations nobody works on, one at a time, until stopped. */
  async function run(): Promise<void> {
    await collection.createIndexes([{ key: { state: 1, leaseUntil: 1 } }, REQUEST_INDEX]);
    finished = (async () => {
      while (!stopping.signal.aborted) {
        const taken = await claim().catch((error: unknown) => {
          log.warn({ err: error }, 'no operation could be taken');
          return null;
        });
        // What could not even be written down is taken up again once its lease has run out.
        if (taken)
          await work(taken).catch((error: unknown) =>
            log.warn({ err: error, operation: taken._id }, 'an operation was left for later'),
          );
        else await pause(POLL_MS);
      }
    })();
  }

  const claim = () =>
    collection.findOneAndUpdate(
      { state: RUNNING, leaseUntil: { $lt: now() } },
      { $set: { leaseUntil: new Date(now().getTime() + LEASE_MS) } },
      { sort: { leaseUntil: 1 }, returnDocument: 'after' },
    );

  async function work(op: OperationDoc): Promise<void> {
    const cancelled = new AbortController();
    const signal = AbortSignal.any([stopping.signal, cancelled.signal]);
    const lease = setInterval(() => {
      void renew(op._id, {}).then(
        (fresh) => fresh?.cancel && cancelled.abort(),
        () => {},
      );
    }, LEASE_MS / 5);
    const step = async (done: number, total: number, figures?: Record<string, string>) => {
      const fresh = await patiently(() => renew(op._id, { done, total, ...(figures && { result: figures }) }));
      if (fresh?.cancel) cancelled.abort();
      signal.throwIfAborted();
    };
    try {
      const result = await kindOf(op.kind)({ id: op._id, params: op.params }, { step, signal });
      await finish(op._id, { state: SUCCEEDED, result });
    } catch (error) {
      if (cancelled.signal.aborted) await finish(op._id, { state: CANCELLED });
      else if (stopping.signal.aborted)
        await renew(op._id, { leaseUntil: new Date(0) }); // Another replica may go on at once.
      else if (isDatabaseAway(error))
        throw error; // No fault of the work: it goes on when the database is back.
      else await fail(op._id, error);
    } finally {
      clearInterval(lease);
    }
  }

  function kindOf(kind: string): OperationWork {
    const found = kinds[kind];
    if (!found) throw new Error(`nobody knows how to do the operation ${kind}`);
    return found;
  }

  async function fail(id: string, error: unknown): Promise<void> {
    log.error({ err: error, operation: id }, 'an operation failed');
    await finish(id, { state: FAILED, error: error instanceof Rejection ? error.message : 'internal error' });
  }

  const renew = (id: string, set: Partial<OperationDoc>) =>
    collection.findOneAndUpdate(
      { _id: id, state: RUNNING },
      { $set: { updatedAt: now(), leaseUntil: new Date(now().getTime() + LEASE_MS), ...set } },
      { returnDocument: 'after' },
    );

  const finish = (id: string, set: Partial<OperationDoc>) =>
    patiently(() => collection.updateOne({ _id: id, state: RUNNING }, { $set: { ...set, updatedAt: now() } }));

  async function read(id: string): Promise<OperationDoc> {
    const doc = await patiently(() => collection.findOne({ _id: id }));
    if (!doc) throw notFound('operation', id);
    return doc;
  }

  async function* watch(id: string, signal: AbortSignal): AsyncGenerator<Operation> {
    let seen = '';
    while (!signal.aborted) {
      const doc = await read(id);
      const stamp = JSON.stringify([doc.state, doc.done, doc.total, doc.result]);
      if (stamp !== seen) yield toProto(doc);
      if (doc.state !== RUNNING) return;
      seen = stamp;
      await pause(POLL_MS);
    }
  }

  return {
    start,
    repeated,
    get: async (id) => toProto(await read(id)),
    watch,
    cancel: async (id) => {
      await patiently(() => collection.updateOne({ _id: id, state: RUNNING }, { $set: { cancel: true } }));
      return toProto(await read(id));
    },
    ownership: async (id) => {
      const doc = await patiently(() => collection.findOne({ _id: id }));
      return doc && { subject: doc.owner };
    },
    run,
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
}

const toProto = (doc: OperationDoc): Operation => ({
  id: doc._id,
  kind: doc.kind,
  state: doc.state,
  done: doc.done,
  total: doc.total,
  createTime: doc.createdAt,
  updateTime: doc.updatedAt,
  result: doc.result,
  error: doc.error,
});
