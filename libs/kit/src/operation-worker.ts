/** Takes operations that nobody works on and does them, some of each lane at a time. */
import { Operation_State } from '@naru/contracts/ops/v1/service';
import type { Ambient } from './ambient.ts';
import { type Fence, isSuperseded } from './fence.ts';
import { kit } from './kit-texts.ts';
import { type Loop, startLoop } from './loop.ts';
import { isDatabaseAway } from './mongo.ts';
import { type HeldOperation, LEASE_MS, type OperationDoc, type OperationStore } from './operation-store.ts';
import type { Cause } from './outbox.ts';
import { Rejection } from './rejection.ts';
import { log } from './telemetry.ts';

/** How long work of a kind takes as a rule: under five seconds, or longer. The one does not wait behind the other. */
export type Lane = 'short' | 'long';

export interface Progress {
  /** Reports steps done, and figures so far by name; also keeps the lease. @throws where the work is to end */
  step(done: number, total: number, figures?: Record<string, string>): Promise<void>;
  /** Aborts when the operation is cancelled, the service stops, or another replica has taken the operation up. */
  signal: AbortSignal;
}

export interface Work {
  id: string;
  params: Record<string, unknown>;
  /** The lease under which it is done. What is no aggregate keeps the number by itself. */
  fence: Fence;
  /** The cause of whatever the work changes: it carries the fence, so that a holder that has lost the lease is refused. */
  cause(actor?: string): Cause;
}

/** Must be idempotent from the start: it runs again after a crash. @returns figures of the result by name */
export type OperationWork = (work: Work, progress: Progress) => Promise<Record<string, string>>;

export interface OperationKind {
  lane: Lane;
  work: OperationWork;
}

/** A kind that takes less than five seconds as a rule. */
export const short = (work: OperationWork): OperationKind => ({ lane: 'short', work });

/** A kind that may take longer. */
export const long = (work: OperationWork): OperationKind => ({ lane: 'long', work });

/** How many operations one replica works on in each lane. */
const AT_ONCE: Readonly<Record<Lane, number>> = { short: 2, long: 1 };
const LOOK_EVERY_MS = 1_000;
const RENEW_EVERY_MS = LEASE_MS / 5;
const { SUCCEEDED, FAILED, CANCELLED } = Operation_State;

export interface WorkerParts {
  store: OperationStore;
  kinds: Readonly<Record<string, OperationKind>>;
  ambient: Pick<Ambient, 'pause'>;
  cause: () => Cause;
}

export function operationWorker(parts: WorkerParts) {
  const { store, kinds, ambient } = parts;
  const stopping = new AbortController();
  const working = new Map<Promise<void>, Lane>();
  let loop: Loop | undefined;

  function kindsWithRoom(): string[] {
    const busy = [...working.values()];
    const hasRoom = (lane: Lane) => busy.filter((one) => one === lane).length < AT_ONCE[lane];
    return Object.keys(kinds).filter((kind) => hasRoom(kinds[kind]?.lane ?? 'long'));
  }

  function begin(op: HeldOperation, { lane, work }: OperationKind): void {
    const one = perform(op, work, { ...parts, stopping: stopping.signal })
      // What could not even be written down is taken up again once its lease has run out.
      .catch((error: unknown) => log.warn({ err: error, operation: op._id }, 'an operation was left for later'))
      .finally(() => {
        working.delete(one);
        loop?.wake();
      });
    working.set(one, lane);
  }

  /** @returns how long there is nothing to take, unless something new comes or a place is free */
  async function round(): Promise<number> {
    const taken = await store.claim(kindsWithRoom());
    const kind = taken && kinds[taken.kind];
    if (!taken || !kind) return LOOK_EVERY_MS;
    begin(taken, kind);
    return 0;
  }

  return {
    start: () => {
      loop = startLoop({ name: 'operations', ambient, round });
    },
    /** There is something new to do. */
    wake: () => loop?.wake(),
    /** Ends the work in hand; another replica goes on with it at once. */
    stop: async () => {
      stopping.abort();
      await loop?.stop();
      await Promise.all(working.keys());
    },
  };
}

type End = 'cancelled' | 'superseded';

/** One operation under one lease, to its end or to the end of the lease. */
async function perform(
  op: HeldOperation,
  work: OperationWork,
  { store, ambient, cause, stopping }: WorkerParts & { stopping: AbortSignal },
): Promise<void> {
  const ending = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([stopping, ending.signal]);
  let end: End | undefined;
  const note = (fresh: Pick<OperationDoc, 'cancel'> | null) => {
    if (fresh && !fresh.cancel) return;
    end ??= fresh ? 'cancelled' : 'superseded';
    ending.abort();
  };
  const step: Progress['step'] = async (steps, total, figures) => {
    note(await store.patiently(() => store.renew(op, { done: steps, total, ...(figures && { result: figures }) })));
    signal.throwIfAborted();
  };
  const fence = { operation: op._id, number: op.lease };
  const causeOf = (actor?: string) => ({ ...cause(), ...(actor ? { actor } : {}), fence });
  const renewing = keepLease({ renew: () => store.renew(op), note, ambient, until: done.signal });
  try {
    note(op);
    signal.throwIfAborted();
    const result = await work({ id: op._id, params: op.params, fence, cause: causeOf }, { step, signal });
    await settle(store, op, { state: SUCCEEDED, result });
  } catch (error) {
    await afterError(store, op, { error, end, stopped: stopping.aborted });
  } finally {
    done.abort();
    await renewing;
  }
}

/** Renews until told to end; what could not be asked is asked again the next time. */
async function keepLease({
  renew,
  note,
  ambient,
  until,
}: {
  renew: () => Promise<OperationDoc | null>;
  note: (fresh: OperationDoc | null) => void;
  ambient: Pick<Ambient, 'pause'>;
  until: AbortSignal;
}): Promise<void> {
  for (;;) {
    await ambient.pause(RENEW_EVERY_MS, until);
    if (until.aborted) return;
    await renew().then(note, () => {});
  }
}

async function afterError(
  store: OperationStore,
  op: HeldOperation,
  { error, end, stopped }: { error: unknown; end: End | undefined; stopped: boolean },
): Promise<void> {
  if (end === 'cancelled') return settle(store, op, { state: CANCELLED });
  if (end === 'superseded' || isSuperseded(error)) {
    log.info({ operation: op._id, lease: op.lease }, 'another replica goes on with an operation');
    await store.release(op);
  } else if (stopped) await store.release(op);
  else if (isDatabaseAway(error))
    throw error; // No fault of the work: it goes on when the database is back.
  else {
    log.error({ err: error, operation: op._id }, 'an operation failed');
    const { code, said } = error instanceof Rejection ? error : kit.refuse('internal', { trace: undefined });
    await settle(store, op, { state: FAILED, error: { code, said } });
  }
}

async function settle(store: OperationStore, op: HeldOperation, set: Partial<OperationDoc>): Promise<void> {
  if (await store.patiently(() => store.end(op, set))) return;
  log.info({ operation: op._id, lease: op.lease }, 'the end of an operation came under a lease that has passed on');
}
