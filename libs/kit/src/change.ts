/**
 * A store of aggregates: `find` and `list` read, `change` decides and saves, `due` runs decisions at a stored time.
 * Only the `store.ts` of the noun uses the collection and the paths into its documents.
 */
import type { Filter, IndexDescription } from 'mongodb';
import { type ListRequest, type ListSpec, listing, type Page } from './list.ts';
import { patiently } from './mongo.ts';
import { type Cause, type OutboxEntry, SNAPSHOT, toEntries } from './outbox.ts';
import { type Outbox, outboxOf } from './outboxes.ts';
import { type Closed, closed, type Raw, rawOf } from './raw.ts';
import type { Reach } from './reach.ts';
import { REQUEST_INDEX } from './request.ts';
import { change, type RelayQueue, type Room } from './save.ts';
import { type AggregateSpec, type Snapshot, type Stored, snapshotOf } from './stored.ts';
import { type DueDoc, dueIn, type Timer } from './timers.ts';
import { filterOf, type Question } from './where.ts';

export type { RelayQueue } from './save.ts';
export type { AggregateSpec, Snapshot, Stored } from './stored.ts';

/** The parts of a store that the kit uses, whatever the store keeps. */
export interface Aggregate {
  noun: string;
  outbox: Outbox;
  ensureIndexes(): Promise<void>;
  /** The versions of the events that it has published, by id, after an id. */
  versions(after: string, limit: number): Promise<{ id: string; version: number }[]>;
  /** The present state of all aggregates as events, for projections; null if the noun has no snapshot. */
  snapshots: ((cause: () => Cause) => AsyncIterable<OutboxEntry>) | null;
}

/** The raw collection, for `store.ts` alone. */
export interface RawStore<S> extends Raw<Stored<S>> {
  /** A stored document, upgraded to the shape of today. */
  snapshotOf(doc: Stored<S>): Snapshot<S>;
}

export interface AggregateStore<S extends object, E, R extends ListRequest = never>
  extends Aggregate,
    Closed<RawStore<S>> {
  find(id: string): Promise<Snapshot<S> | null>;
  /**
   * Decides on the present state and saves the result. The state is null if the aggregate does not exist yet.
   * @throws any error of `decide`; `conflict` if the etag is old or too many others change it; `exists` for a taken
   * key.
   */
  change(
    id: string,
    decide: (state: S | null) => E[],
    cause: Cause,
    options?: { etag?: string | undefined },
  ): Promise<Snapshot<S>>;
  /** One page of a request, within the reach of the caller's grants: see `list` of the spec. */
  list(request: R, reach: Reach): Promise<Page<Snapshot<S>>>;
  /** All that fit, oldest first, for small sets; or a number of the newest, newest first. */
  all(question: Question<S> & { newest?: number }): Promise<Snapshot<S>[]>;
  /** The same as `all`, but one by one, as they are read. */
  each(question?: Question<S>): AsyncIterable<Snapshot<S>>;
  /** The timer that runs a decision on each aggregate that is due. The decision must move or clear `dueAt`. */
  due(decide: (state: S | null, now: Date) => E[]): Timer;
  /** The same, for work that takes more than one decision. */
  dueBy(act: Timer['act']): Timer;
}

/** @throws if the orders of its list are not those of the contract */
export function aggregateStore<S extends object, E, R extends ListRequest = never>(
  spec: AggregateSpec<S, E> & { list?: ListSpec<R> },
  relay: RelayQueue,
): AggregateStore<S, E, R> {
  const { db, noun } = spec;
  const collection = db.collection<Stored<S>>(noun);
  const room: Room<S, E> = { spec, collection, outbox: outboxOf(db, noun), relay };
  const pages = spec.list && listing(spec.list);
  const dueDocs = db.collection<DueDoc>(noun);
  const changed: AggregateStore<S, E>['change'] = (id, decide, cause, { etag } = {}) =>
    change(room, { id, decide, cause, etag });
  return {
    noun,
    outbox: room.outbox,
    ensureIndexes: () => ensureIndexes(room, pages?.indexes ?? []),
    versions: (after, limit) => versions(room, after, limit),
    snapshots: spec.snapshot ? (cause) => snapshots(room, spec.snapshot, cause) : null,
    find: (id) => find(room, id),
    change: changed,
    list: async (request, reach) => {
      if (!pages) throw new Error(`${noun} has no list: give its store one`);
      const { found, ...page } = await pages.page(collection, request, reach, relay.ambient);
      return { found: found.map((doc) => snapshotOf(spec, doc)), ...page };
    },
    all: (question) => all(room, question),
    each: (question = {}) => each(room, question),
    due: (decide) => dueIn(dueDocs, (id, cause) => changed(id, (state) => decide(state, cause.now), cause)),
    dueBy: (act) => dueIn(dueDocs, act),
    ...closed<RawStore<S>>({ ...rawOf(collection, relay.ambient), snapshotOf: (doc) => snapshotOf(spec, doc) }),
  };
}

async function find<S extends object, E>({ spec, collection, relay }: Room<S, E>, id: string) {
  const ask = () => collection.findOne({ _id: id } as Filter<Stored<S>>, { projection: { outbox: 0 } });
  const doc = await patiently(ask, relay);
  return doc && snapshotOf(spec, doc as Stored<S>);
}

async function versions<S extends object, E>({ collection, relay }: Room<S, E>, after: string, limit: number) {
  const filter = { _id: { $gt: after } } as Filter<Stored<S>>;
  const projection = { version: 1, 'outbox.id': 1 } as const;
  const ask = () => collection.find(filter, { projection }).sort({ _id: 1 }).limit(limit).toArray();
  const docs = await patiently(ask, relay);
  return docs.map(({ _id, version, outbox }) => ({ id: String(_id), version: version - outbox.length }));
}

async function all<S extends object, E>(
  { spec, collection, relay }: Room<S, E>,
  { newest = 0, ...question }: Question<S> & { newest?: number },
) {
  const filter = filterOf(question) as Filter<Stored<S>>;
  const docs = await patiently(
    () =>
      collection
        .find(filter, { projection: { outbox: 0 } })
        .sort({ _id: newest > 0 ? -1 : 1 })
        .limit(newest)
        .toArray(),
    relay,
  );
  return docs.map((doc) => snapshotOf(spec, doc as Stored<S>));
}

async function* each<S extends object, E>({ spec, collection }: Room<S, E>, question: Question<S>) {
  const options = { projection: { outbox: 0 }, sort: { _id: 1 } } as const;
  for await (const doc of collection.find(filterOf(question) as Filter<Stored<S>>, options))
    yield snapshotOf(spec, doc as Stored<S>);
}

/** A snapshot carries the present version, so a projection of the same version ignores it. */
async function* snapshots<S extends object, E>(
  room: Room<S, E>,
  snapshot: AggregateSpec<S, E>['snapshot'],
  cause: () => Cause,
) {
  for await (const { id, version, state } of each(room, {})) {
    const events = snapshot ? [snapshot(state)] : [];
    const own = cause();
    const newId = () => own.newId(SNAPSHOT);
    yield* toEntries({ aggregate: id, version: version - 1, events, cause: { ...own, newId } });
  }
}

async function ensureIndexes<S extends object, E>(
  { spec, collection }: Room<S, E>,
  ofLists: readonly IndexDescription[],
): Promise<void> {
  const keys = Object.keys(spec.taken ?? {});
  await collection.createIndexes([
    { key: { pendingSince: 1 }, sparse: true },
    ...(spec.dueAt ? [{ key: { dueAt: 1 as const }, sparse: true }] : []),
    REQUEST_INDEX,
    ...keys.map((key) => ({ key: { [`keys.${key}`]: 1 as const }, unique: true, sparse: true })),
    ...(spec.indexes ?? []),
    ...ofLists,
  ]);
}
