/** The events of an aggregate, kept in its own document until the bus has them. */
import type { Attributes } from '@naru/bus/envelope';
import { type ContractEvent, eventOf } from '@naru/contracts';
import { inject } from '@naru/telemetry/trace';
import type { Binary } from 'mongodb';
import type { Fence } from './fence.ts';

/** Why something changes: the actor, the time and the event behind it. Calls, timers and received events are causes. */
export interface Cause {
  actor: string;
  now: Date;
  newId: (prefix: string) => string;
  /** The event to which this is a reaction. */
  causeId?: string | undefined;
  signal?: AbortSignal | undefined;
  /**
   * One creation for each caller and request id. The digest separates a repeat from another request under the same id.
   */
  request?: { key: string; digest: string } | undefined;
  /** The lease of the operation that makes this change. */
  fence?: Fence | undefined;
}

/** An encoded event of the catalogue. `events.ts` of a noun makes it from the events of `decide`. */
export interface Outgoing {
  event: ContractEvent;
  data: Uint8Array;
}

export interface Codec<M> {
  $type: string;
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

/** Half of the bus's limit for one message (1 MiB), so that headers have room. */
export const EVENT_BYTES_MAX = 512 * 1024;

/** Encodes an event for the outbox. */
export const outgoing = <M>(codec: Codec<M>, message: M): Outgoing => ({
  event: eventOf(codec),
  data: codec.encode(message).finish(),
});

/** An event in the outbox. Later it stands in the permanent `events` collection. */
export interface OutboxEntry extends Attributes {
  data: Uint8Array | Binary;
  /** True if this event hides the aggregate: then all earlier events about it are erased. */
  forget?: boolean;
}

/** How the ids of snapshots begin. They are published without being kept. */
export const SNAPSHOT = 'snap';
export const isSnapshot = (id: string): boolean => id.startsWith(`${SNAPSHOT}_`);

/** An event as its owner keeps it for good. `_id` is the id of the event. */
export type KeptEvent = Omit<OutboxEntry, 'id'> & { _id: string };

export const entryOf = ({ _id, ...entry }: KeptEvent): OutboxEntry => ({ id: _id, ...entry });

export const bytesOf = ({ data }: Pick<OutboxEntry, 'data'>): Uint8Array =>
  data instanceof Uint8Array ? data : data.buffer;

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
  return events.map(({ event, data }, index) => ({
    id: cause.newId('evt'),
    type: event.type,
    aggregate,
    version: version + index + 1,
    at: cause.now,
    actor: cause.actor,
    causeId: cause.causeId,
    traceparent,
    data,
    ...(event.hides ? { forget: true } : {}),
  }));
}
