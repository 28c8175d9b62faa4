/** What an aggregate has to say, kept in its own document until the bus has it. */
import { type ContractEvent, eventOf } from '@naru/contracts';
import type { Binary } from 'mongodb';
import type { Fence } from './fence.ts';
import { inject } from './telemetry.ts';

/** Why something changes: who asked, when, and what led to it. Every call, timer and received event is one. */
export interface Cause {
  actor: string;
  now: Date;
  newId: (prefix: string) => string;
  /** The event that this is a reaction to. */
  causeId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** One creation per caller and request id; the digest tells a repeat from another request under the same id. */
  request?: { key: string; digest: string } | undefined;
  /** The lease of the operation that this is done for. */
  fence?: Fence | undefined;
}

/** An event of the catalogue, encoded: what `events.ts` of a noun makes of what `decide` returned. */
export interface Outgoing {
  event: ContractEvent;
  data: Uint8Array;
  /** True where the aggregate is hidden by this: what was published about it before is erased. */
  forget?: boolean;
}

export interface Codec<M> {
  $type: string;
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

/** Half of what the bus takes in one message (1 MiB), so that headers have room. */
export const EVENT_BYTES_MAX = 512 * 1024;

/** Encodes an event for the outbox. */
export const outgoing = <M>(codec: Codec<M>, message: M, { forget = false } = {}): Outgoing => ({
  event: eventOf(codec),
  data: codec.encode(message).finish(),
  forget,
});

/** One event as it waits in the outbox and, later, stands in the permanent `events` collection. */
export interface OutboxEntry {
  id: string;
  type: string;
  aggregate: string;
  version: number;
  at: Date;
  actor: string;
  causeId?: string | undefined;
  traceparent?: string | undefined;
  data: Uint8Array | Binary;
  forget?: boolean;
}

export function toEntries({
  aggregate,
  version,
  events,
  cause,
}: {
  aggregate: string;
  /** The version before these events. */
  version: number;
  events: readonly Outgoing[];
  cause: Cause;
}): OutboxEntry[] {
  const { traceparent } = inject();
  return events.map(({ event, data, forget }, index) => ({
    id: cause.newId('evt'),
    type: event.type,
    aggregate,
    version: version + index + 1,
    at: cause.now,
    actor: cause.actor,
    causeId: cause.causeId,
    traceparent,
    data,
    ...(forget ? { forget } : {}),
  }));
}
