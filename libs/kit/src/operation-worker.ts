/** Takes operations that have no worker and does their work, a limited number at a time for each lane. */
import { Operation_State } from '@naru/contracts/ops/v1/service';
import { log } from '@naru/telemetry/log';
import { count } from '@naru/telemetry/meter';
import { inSpan } from '@naru/telemetry/trace';
import type { Ambient } from './ambient.ts';
import { type Fence, isSuperseded } from './fence.ts';
import { kit } from './kit-texts.ts';
import { type Loop, startLoop } from './loop.ts';
import { isDatabaseAway } from './mongo.ts';
import type { HeldOperation, OperationDoc, OperationStore } from './operation-store.ts';
import type { Cause } from './outbox.ts';
import { Rejection } from './rejection.ts';

/** The usual duration of a kind of work: under five seconds, or longer. Short work does not wait behind long work. */
export type Lane = 'short' | 'long';

export interface Progress {
  /** Reports steps done, and figures so far by name; also renews the lease. @throws if the work has to end */
  step(done: number, total: number, figures?: Record<string, string>): Promise<void>;
  /** Aborts when the operation is cancelled, the service stops, or another replica has the lease. */
  signal: AbortSignal;
}

export interface Work {
  id: string;
  params: Record<string, unknown>;
  /** The lease of this run. Use its number to guard writes outside aggregates. */
  fence: Fence;
  /** The cause of all changes of the work. By its fence an aggregate refuses a holder that lost the lease. */
  cause(actor?: string): Cause;
}

/**
 * Must be idempotent from the start, because it runs again after a crash. @returns the figures of the result by name
 */
export type OperationWork = (work: Work, progress: Progress) => Promise<Record<string, string>>;

export interface OperationKind {
  lane: Lane;
  work: OperationWork;
}

/** A kind that usually takes less than five seconds. */
export const short = (work: OperationWork): OperationKind => ({ lane: 'short', work });

/** A kind that may take longer. */
export const long = (work: OperationWork): OperationKind => ({ lane: 'long', work });

/** How many operations one replica works on at the same time, by lane. */
const AT_ONCE: Readonly<Record<Lane, number>> = { short: 2, long: 1 };
const LOOK_EVERY_MS = 1_000;
const { SUCCEEDED, FAILED, CANCELLED } = Operation_State;
const ENDS = [SUCCEEDED, FAILED, CANCELLED];
const stateOf = (state: string): string => state.toLowerCase();

export interface WorkerParts {
  store: OperationStore;
  kinds: Readonly<Record<string, OperationKind>>;
  ambient: Pick<Ambient, 'pause'>;
  leaseMs: number;
  cause: () => Cause;
}

/** The lane of a kind. Another version of the service may know a kind that this one does not. */
export const laneOf = (kinds: WorkerParts['kinds'], kind: string): Lane => kinds[kind]?.lane ?? 'long';

export function operationWorker(parts: WorkerParts) {
  const { store, kinds, ambient } = parts;
  const stopping = new AbortController();
  const working = new Map<Promise<void>, Lane>();
  let loop: Loop | undefined;

  function kindsWithRoom(): string[] {
    const busy = [...working.values()];
    const hasRoom = (lane: Lane) => busy.filter((one) => one === lane).length < AT_ONCE[lane];
    return Object.keys(kinds).filter((kind) => hasRoom(laneOf(kinds, kind)));
  }

  function begin(op: HeldOperation, { lane, work }: OperationKind): void {
    const one = inSpan({ name: `operation ${op.kind}` }, () =>
      perform(op, work, { ...parts, stopping: stopping.signal }),
    )
      // If even the end could not be written, the operation is taken up again after its lease expires.
      .catch((error: unknown) => log.warn({ err: error, operation: op._id }, 'an operation was left for later'))
      .finally(() => {
        working.delete(one);
        loop?.wake();
      });
    working.set(one, lane);
  }

  /** @returns the time to the next look, unless a new operation comes or a place becomes free */
  async function round(): Promise<number> {
    const taken = await store.claim(kindsWithRoom());
    const kind = taken && kinds[taken.kind];
    if (!taken || !kind) return LOOK_EVERY_MS;
    begin(taken, kind);
    return 0;
  }

  return {
    start: () => {
      // Shown before the first end, so that its increase can be seen.
      for (const lane of Object.keys(AT_ONCE) as Lane[])
        for (const state of ENDS)
          count('naru.operations.ended', { 'naru.lane': lane, 'naru.state': stateOf(state) }, 0);
      loop = startLoop({ name: 'operations', ambient, round });
    },
    /** Tells the worker that there is a new operation. */
    wake: () => loop?.wake(),
    /** Aborts the work in hand; another replica goes on with it at once. */
    stop: async () => {
      stopping.abort();
      await loop?.stop();
      await Promise.all(working.keys());
    },
  };
}

type End = 'cancelled' | 'superseded';

/** Runs one operation under one lease, until the operation or the lease ends. */
async function perform(
  op: HeldOperation,
  work: OperationWork,
  parts: WorkerParts & { stopping: AbortSignal },
): Promise<void> {
  const { store, ambient, leaseMs, cause, stopping } = parts;
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
  const renewing = keepLease({ renew: () => store.renew(op), note, ambient, leaseMs, until: done.signal });
  try {
    note(op);
    signal.throwIfAborted();
    const result = await work({ id: op._id, params: op.params, fence, cause: causeOf }, { step, signal });
    await settle(parts, op, { state: SUCCEEDED, result });
  } catch (error) {
    await afterError(parts, op, { error, end, stopped: stopping.aborted });
  } finally {
    done.abort();
    await renewing;
  }
}

/** Renews the lease until told to end. A failed renewal is tried again at the next interval. */
async function keepLease({
  renew,
  note,
  until,
  ambient,
  leaseMs,
}: Pick<WorkerParts, 'ambient' | 'leaseMs'> & {
  renew: () => Promise<OperationDoc | null>;
  note: (fresh: OperationDoc | null) => void;
  until: AbortSignal;
}): Promise<void> {
  for (;;) {
    await ambient.pause(leaseMs / 5, until);
    if (until.aborted) return;
    await renew().then(note, () => {});
  }
}

async function afterError(
  parts: Pick<WorkerParts, 'store' | 'kinds'>,
  op: HeldOperation,
  { error, end, stopped }: { error: unknown; end: End | undefined; stopped: boolean },
): Promise<void> {
  if (end === 'cancelled') return settle(parts, op, { state: CANCELLED });
  if (end === 'superseded' || isSuperseded(error)) {
    log.info({ operation: op._id, lease: op.lease }, 'another replica goes on with an operation');
    await parts.store.release(op);
  } else if (stopped) await parts.store.release(op);
  else if (isDatabaseAway(error))
    throw error; // The work is not at fault: it goes on when the database is back.
  else {
    log.error({ err: error, operation: op._id }, 'an operation failed');
    const { code, said } = error instanceof Rejection ? error : kit.refuse('internal', { trace: undefined });
    await settle(parts, op, { state: FAILED, error: { code, said } });
  }
}

async function settle(
  { store, kinds }: Pick<WorkerParts, 'store' | 'kinds'>,
  op: HeldOperation,
  set: Partial<OperationDoc> & Pick<OperationDoc, 'state'>,
): Promise<void> {
  if (await store.patiently(() => store.end(op, set))) {
    count('naru.operations.ended', { 'naru.lane': laneOf(kinds, op.kind), 'naru.state': stateOf(set.state) });
    return;
  }
  log.info({ operation: op._id, lease: op.lease }, 'the end of an operation came under a lease that has passed on');
}
