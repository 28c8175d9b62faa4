/** Stores operations. Only the worker that holds the lease of an operation writes to it, by the number of the lease. */
import { type Operation, Operation_State } from '@naru/contracts/ops/v1/service';
import type { Said } from '@naru/words/text';
import type { Collection, Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { duplicateKey } from './mongo.ts';
import { rawOf } from './raw.ts';
import { createOnce, REQUEST_INDEX } from './request.ts';

export interface OperationDoc {
  _id: string;
  kind: string;
  owner: string;
  params: Record<string, unknown>;
  state: Operation_State;
  done: number;
  total: number;
  result: Record<string, string>;
  /** The reason of the failure. Old operations hold only the sentence, without a code. */
  error?: Failure | string;
  createdAt: Date;
  updatedAt: Date;
  /** The number of the current lease; 0 or missing if no worker has the operation. */
  lease?: number;
  /** Counts the renewals of the lease. Its holder counts as alive while others see it change. */
  beat?: number;
  cancel: boolean;
  /** One of the caller's places for open operations; free again at the end. */
  place?: string;
  request?: { key: string; digest: string };
}

export interface Failure {
  code: string;
  said: Said;
}

export type HeldOperation = OperationDoc & { lease: number };

const LOOK_MAX = 1_000;
const { RUNNING, CANCELLED } = Operation_State;
const NUMBERS = 'operation';

export type OperationStore = ReturnType<typeof operationStore>;

export type StoreAmbient = Pick<Ambient, 'now' | 'pause' | 'elapsedMs'>;

type Ground = { db: Db; context: string; ambient: StoreAmbient; leaseMs: number };

export function operationStore({ db, context, ambient, leaseMs }: Ground) {
  const raw = rawOf(db.collection<OperationDoc>('operations'), ambient);
  const { collection, patiently } = raw;
  const taking = claiming(db, collection, { ...ambient, leaseMs });
  const held = ({ _id, lease }: HeldOperation) => ({ _id, lease, state: RUNNING });
  const ended = (set: Partial<OperationDoc>) => ({
    $set: { ...set, updatedAt: ambient.now() },
    $unset: { place: 1 as const },
  });

  async function ensureIndexes(): Promise<void> {
    await collection.createIndexes([
      { key: { state: 1, createdAt: 1 } },
      { key: { place: 1 }, unique: true, sparse: true },
      REQUEST_INDEX,
    ]);
    await taking.prepare();
  }

  return {
    patiently,
    ensureIndexes,
    shown: (doc: OperationDoc): Operation => toProto(doc, context),
    /** Takes the oldest operation of these kinds that has no worker. @returns null if there is none */
    claim: taking.claim,
    find: (id: string) => collection.findOne({ _id: id }),
    byRequest: (key: string) => collection.findOne({ 'request.key': key }),
    /** @returns null if the place is taken */
    insert: async (doc: OperationDoc): Promise<OperationDoc | null> => {
      try {
        return await createOnce(raw, doc);
      } catch (error) {
        if (duplicateKey(error) === 'place') return null;
        throw error;
      }
    },
    /** Renews the lease and writes the progress. @returns null if the lease is lost or the operation has ended */
    renew: (op: HeldOperation, progress: Partial<Pick<OperationDoc, 'done' | 'total' | 'result'>> = {}) =>
      collection.findOneAndUpdate(
        held(op),
        { $set: { ...progress, updatedAt: ambient.now() }, $inc: { beat: 1 } },
        { returnDocument: 'after' },
      ),
    /** @returns false if the lease is lost: then the result of this holder does not count */
    end: async (op: HeldOperation, set: Partial<OperationDoc>): Promise<boolean> =>
      (await collection.updateOne(held(op), ended(set))).matchedCount === 1,
    /** Another replica may go on at once. A renewal that is still under way no longer finds its number. */
    release: (op: HeldOperation) => collection.updateOne(held(op), { $set: { lease: 0 } }),
    open: () => openIn(collection),
    /** Ends an operation that has no worker; otherwise tells its worker to cancel. */
    cancel: async (id: string): Promise<void> => {
      const waiting = { _id: id, state: RUNNING, lease: NOBODY };
      const { matchedCount } = await collection.updateOne(waiting, ended({ state: CANCELLED }));
      if (matchedCount === 0) await collection.updateOne({ _id: id, state: RUNNING }, { $set: { cancel: true } });
    },
  };
}

/** The open operations: their kinds, and whether they have a worker. */
async function openIn(collection: Collection<OperationDoc>) {
  const open = await collection.find({ state: RUNNING }, { projection: { kind: 1, lease: 1 } }).toArray();
  return open.map(({ kind, lease }) => ({ kind, held: Boolean(lease) }));
}

/** No lease yet, or one that was given back. */
const NOBODY = { $in: [0, null] } as object;

interface Leasing extends Pick<Ambient, 'elapsedMs'> {
  leaseMs: number;
}

function claiming(db: Db, collection: Collection<OperationDoc>, { elapsedMs, leaseMs }: Leasing) {
  /** The leases that others hold, and since when they have not changed, by the monotonic clock of this process. */
  let seen = new Map<string, { mark: string; sinceMs: number }>();
  // One counter for all leases, so that the numbers of different operations can be compared.
  const numbers: Collection<{ _id: string; last: number }> = db.collection('lease_number');

  async function nextNumber(): Promise<number> {
    const next = await numbers.findOneAndUpdate({ _id: NUMBERS }, { $inc: { last: 1 } }, { returnDocument: 'after' });
    if (!next) throw new Error('the count of leases is gone: start the service again');
    return next.last;
  }

  /** The operations whose holder has not renewed its lease for its whole time, or that have none; the oldest first. */
  async function free(): Promise<OperationDoc[]> {
    const running = await collection.find({ state: RUNNING }).sort({ createdAt: 1 }).limit(LOOK_MAX).toArray();
    const before = seen;
    seen = new Map();
    return running.filter(({ _id, lease, beat }) => {
      const mark = `${lease} ${beat}`;
      const known = before.get(_id);
      const sinceMs = known?.mark === mark ? known.sinceMs : elapsedMs();
      seen.set(_id, { mark, sinceMs });
      return !lease || elapsedMs() - sinceMs >= leaseMs;
    });
  }

  return {
    prepare: () => numbers.updateOne({ _id: NUMBERS }, { $setOnInsert: { last: 0 } }, { upsert: true }),
    claim: async (kinds: readonly string[]): Promise<HeldOperation | null> => {
      const found = (await free()).find(({ kind }) => kinds.includes(kind));
      if (!found) return null;
      const lease = await nextNumber();
      // Another replica may have taken it meanwhile, or its holder may have renewed the lease.
      const unchanged = {
        _id: found._id,
        state: RUNNING,
        lease: found.lease ?? null,
        beat: found.beat ?? null,
      } as object;
      const taken = { $set: { lease } };
      return collection.findOneAndUpdate(unchanged, taken, {
        returnDocument: 'after',
      }) as Promise<HeldOperation | null>;
    },
  };
}

const failureOf = ({ error }: OperationDoc): Failure | null => {
  if (typeof error !== 'string') return error ?? null;
  return error ? { code: '', said: { ko: error, en: error } } : null;
};

function toProto(doc: OperationDoc, context: string): Operation {
  const failure = failureOf(doc);
  return {
    id: doc._id,
    kind: doc.kind,
    state: doc.state,
    done: doc.done,
    total: doc.total,
    createTime: doc.createdAt,
    updateTime: doc.updatedAt,
    result: doc.result,
    error: failure?.said,
    errorCode: failure?.code ?? '',
    path: `/v1/services/${context}/operations/${doc._id}`,
  };
}
