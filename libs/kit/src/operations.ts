/** Long work: stored, cancellable and watched. If the replica that does it dies, any other takes it up again. */
import { type Operation, Operation_State } from '@naru/contracts/ops/v1/service';
import type { Db } from 'mongodb';
import type { Ownership } from './access.ts';
import type { Ambient } from './ambient.ts';
import { LEASE_MS } from './fence.ts';
import { kit } from './kit-texts.ts';
import { type OperationDoc, type OperationStore, operationStore, type StoreAmbient } from './operation-store.ts';
import { type Lane, laneOf, type OperationKind, operationWorker } from './operation-worker.ts';
import type { Cause } from './outbox.ts';
import { notFound } from './rejection.ts';
import { idReused } from './request.ts';

export { long, type OperationKind, type OperationWork, type Progress, short } from './operation-worker.ts';

export interface Operations {
  /** @throws Rejection `exhausted` if the caller has too many open operations */
  start(kind: string, params: Record<string, unknown>, cause: Cause): Promise<Operation>;
  /** The operation that an earlier try of the same request has started. The rules for a new one may no longer hold. */
  repeated(cause: Cause): Promise<Operation | null>;
  get(id: string): Promise<Operation>;
  watch(id: string, signal: AbortSignal): AsyncGenerator<Operation>;
  cancel(id: string): Promise<Operation>;
  ownership(id: string): Promise<Ownership | null>;
  /** How many operations are open in all replicas, by lane, and whether they have a worker. */
  open(): Promise<{ lane: Lane; state: 'waiting' | 'working'; count: number }[]>;
  run(): Promise<void>;
  stop(): Promise<void>;
}

const WATCH_EVERY_MS = 250;

export function operations({
  db,
  context,
  kinds,
  cause: ownCause,
  openMax,
  leaseMs = LEASE_MS,
  ambient,
}: {
  db: Db;
  /** Of the service, which the path of an operation names. */
  context: string;
  kinds: Readonly<Record<string, OperationKind>>;
  cause: () => Cause;
  /** How many operations of one caller may wait or run at the same time. */
  openMax: number;
  /** How long a worker holds an operation without a sign of life. */
  leaseMs?: number;
  ambient: StoreAmbient;
}): Operations {
  const store = operationStore({ db, context, ambient, leaseMs });
  const { patiently, shown } = store;
  const worker = operationWorker({ store, kinds, ambient, leaseMs, cause: ownCause });

  async function read(id: string): Promise<OperationDoc> {
    const doc = await patiently(() => store.find(id));
    if (!doc) throw notFound('operation', id);
    return doc;
  }

  return {
    start: starting({ store, ambient, openMax, wake: worker.wake }),
    repeated: repeatedIn(store),
    get: async (id) => shown(await read(id)),
    watch: (id, signal) => watching(() => read(id), shown, { ambient, signal }),
    cancel: async (id) => {
      await patiently(() => store.cancel(id));
      return shown(await read(id));
    },
    ownership: async (id) => {
      const doc = await patiently(() => store.find(id));
      return doc && { subject: doc.owner };
    },
    open: async () => {
      const found = await store.open();
      return (['short', 'long'] as const).flatMap((lane) =>
        [true, false].map((held) => {
          const these = found.filter((one) => one.held === held && laneOf(kinds, one.kind) === lane);
          const state = held ? ('working' as const) : ('waiting' as const);
          return { lane, state, count: these.length };
        }),
      );
    },
    run: async () => {
      await store.ensureIndexes();
      worker.start();
    },
    stop: worker.stop,
  };
}

function starting({
  store,
  ambient,
  openMax,
  wake,
}: {
  store: OperationStore;
  ambient: Pick<Ambient, 'now'>;
  openMax: number;
  wake: () => void;
}): Operations['start'] {
  return async (kind, params, cause) => {
    const doc = waiting(kind, params, cause, ambient.now());
    // A place is taken by its name, so that two concurrent calls cannot both take the last one.
    for (let place = 0; place < openMax; place += 1) {
      const saved = await store.insert({ ...doc, place: `${place} ${doc.owner}` });
      if (!saved) continue;
      wake();
      return store.shown(saved);
    }
    const earlier = await repeatedIn(store)(cause);
    if (!earlier) throw tooMany(openMax);
    return earlier;
  };
}

const repeatedIn =
  (store: OperationStore): Operations['repeated'] =>
  async ({ request }) => {
    const doc = request && (await store.patiently(() => store.byRequest(request.key)));
    if (doc && doc.request?.digest !== request?.digest) throw idReused();
    return doc ? store.shown(doc) : null;
  };

async function* watching(
  read: () => Promise<OperationDoc>,
  shown: OperationStore['shown'],
  { ambient, signal }: { ambient: Pick<Ambient, 'pause'>; signal: AbortSignal },
): AsyncGenerator<Operation> {
  let seen = '';
  while (!signal.aborted) {
    const doc = await read();
    const stamp = JSON.stringify([doc.state, doc.done, doc.total, doc.result]);
    if (stamp !== seen) yield shown(doc);
    if (doc.state !== Operation_State.RUNNING) return;
    seen = stamp;
    await ambient.pause(WATCH_EVERY_MS, signal);
  }
}

const waiting = (kind: string, params: Record<string, unknown>, cause: Cause, at: Date): OperationDoc => ({
  _id: cause.newId('op'),
  kind,
  owner: cause.actor,
  params,
  state: Operation_State.RUNNING,
  done: 0,
  total: 0,
  result: {},
  createdAt: at,
  updatedAt: at,
  cancel: false,
  ...(cause.request ? { request: cause.request } : {}),
});

const tooMany = (openMax: number) => kit.refuse('operation.limit', { openMax });
