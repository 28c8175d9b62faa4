/** The shape in which every aggregate is stored, and the upgrades from older shapes. */
import type { Db, IndexDescription } from 'mongodb';
import type { Fences } from './fence.ts';
import type { OutboxEntry, Outgoing } from './outbox.ts';
import type { Rejection } from './rejection.ts';

export type Requests = readonly { key: string; digest: string }[];

/** A stored aggregate. `version` counts all the events that it has ever published. */
export interface Stored<S> {
  _id: string;
  schema: number;
  version: number;
  state: S;
  outbox: OutboxEntry[];
  /** The ids of the latest changes. A retry after a lost reply finds here that it has succeeded. */
  lastChanges: string[];
  /** Set while events may wait in the outbox; sparse, for the sweep. */
  pendingSince?: Date;
  changedAt: Date;
  dueAt?: Date;
  keys?: Record<string, string>;
  request?: Requests[number];
  /** The latest requests that added an entry. A repeat adds nothing. */
  lastRequests?: Requests;
  /** The leases of the operations that have changed it. */
  fences?: Fences;
}

export interface Snapshot<S> {
  id: string;
  version: number;
  state: S;
  changedAt: Date;
}

export interface AggregateSpec<S extends object, E> {
  db: Db;
  /** Singular, as in the contract. It names the collection and the `not_found` code. */
  noun: string;
  schema: number;
  /** Pure steps from a released shape to the next, applied on read. upgrades[1] makes shape 2 from shape 1. */
  upgrades?: Readonly<Record<number, (state: never) => unknown>>;
  evolve: (state: S | null, event: E) => S | null;
  /** The catalogue's event for a domain event, with the state after it. */
  publish: (event: E, state: S) => Outgoing;
  /** The present state as a snapshot event, for projections that are new or incomplete. */
  snapshot?: (state: S) => Outgoing;
  /** The next time at which a timer changes it. */
  dueAt?: (state: S) => Date | undefined;
  /** Values that only one aggregate may hold, and the refusal for a second. If several are held, the first one is told. */
  keys?: (state: S) => Record<string, string | undefined>;
  taken?: Readonly<Record<string, (holder: string) => Rejection>>;
  indexes?: readonly IndexDescription[];
}

export const snapshotOf = <S extends object, E>(spec: AggregateSpec<S, E>, doc: Stored<S>): Snapshot<S> => ({
  id: doc._id,
  version: doc.version,
  state: upgraded(spec, doc),
  changedAt: doc.changedAt,
});

function upgraded<S extends object, E>({ schema, upgrades }: AggregateSpec<S, E>, doc: Stored<S>): S {
  let state: unknown = doc.state;
  for (let shape = doc.schema; shape < schema; shape += 1) {
    // Each step knows the shape before it. Today's types do not describe that shape.
    state = upgrades?.[shape]?.(state as never) ?? state;
  }
  return state as S;
}
