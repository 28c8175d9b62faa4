/** One command, one document: load, decide, save state and events in one guarded write, and try again when raced. */
import type { Collection, Db, IndexDescription } from 'mongodb';
import { backoffMs, duplicateKey, patiently, pause } from './mongo.ts';
import { type Cause, EVENT_BYTES_MAX, type OutboxEntry, type Outgoing, toEntries } from './outbox.ts';
import { reached } from './points.ts';
import { Rejection } from './rejection.ts';
import { idReused, REQUEST_INDEX } from './request.ts';

/** An aggregate as it is stored. `version` counts the events it has ever emitted. */
export interface Stored<S> {
  _id: string;
  schema: number;
  version: number;
  state: S;
  outbox: OutboxEntry[];
  /** Ids of the latest changes, so that a retry after a lost reply finds that it has succeeded. */
  lastChanges: string[];
  /** Set while something may be unpublished; sparse, for the sweep. */
  pendingSince?: Date;
  changedAt: Date;
  dueAt?: Date;
  keys?: Record<string, string>;
  request?: { key: string; digest: string };
}

export interface Snapshot<S> {
  id: string;
  version: number;
  state: S;
  changedAt: Date;
}

export interface AggregateSpec<S extends object, E> {
  db: Db;
  /** Singular, as in the contract: it names the collection and the `not_found` code. */
  noun: string;
  schema: number;
  /** Pure steps from a released shape to the next, applied on read: upgrades[1] makes shape 2 of shape 1. */
  upgrades?: Readonly<Record<number, (state: never) => unknown>>;
  evolve: (state: S | null, event: E) => S | null;
  /** The catalogue's event for a domain event, with the state after it. */
  publish: (event: E, state: S) => Outgoing;
  /** The present state as a snapshot event, for projections that are new or behind. */
  snapshot?: (state: S) => Outgoing;
  /** When time will next do something to it. */
  dueAt?: (state: S) => Date | undefined;
  /** Values that at most one aggregate may hold, and what to say to the second. */
  keys?: (state: S) => Record<string, string | undefined>;
  taken?: Readonly<Record<string, () => Rejection>>;
  indexes?: readonly IndexDescription[];
}

export interface RelayQueue {
  enqueue(item: { collection: Collection<Stored<unknown>>; id: string; version: number; entries: OutboxEntry[] }): void;
}

const OUTBOX_MAX = 100;
const LAST_CHANGES = 8;
const RACES_MAX = 30;

export type AggregateStore<S extends object, E> = ReturnType<typeof aggregateStore<S, E>>;

export function aggregateStore<S extends object, E>(spec: AggregateSpec<S, E>, relay: RelayQueue) {
  const collection = spec.db.collection<Stored<S>>(spec.noun);

  async function find(id: string): Promise<Snapshot<S> | null> {
    const doc = await patiently(() => collection.findOne({ _id: id }, { projection: { outbox: 0 } }));
    return doc && snapshotOf(doc);
  }

  /**
   * Decides on the present state and saves what comes of it. A null state is a thing that does not exist yet.
   * @throws whatever `decide` throws; `conflict` where the etag is old or the races do not end; `exists` for a taken key.
   */
  async function change(
    id: string,
    decide: (state: S | null) => E[],
    cause: Cause,
    { etag }: { etag?: string } = {},
  ): Promise<Snapshot<S>> {
    const changeId = cause.newId('chg');
    for (let race = 0; race < RACES_MAX; race += 1) {
      if (race > 0) await pause(backoffMs(race, { firstMs: 2, maxMs: 40 }));
      const saved = await patiently(() => attempt({ id, changeId, decide, cause, etag }), cause.signal);
      if (saved) return saved;
    }
    throw new Rejection({
      kind: 'conflict',
      code: `${spec.noun}.busy`,
      message: `${spec.noun} ${id} is being changed by many at once; try again`,
    });
  }

  async function attempt({
    id,
    changeId,
    decide,
    cause,
    etag,
  }: {
    id: string;
    changeId: string;
    decide: (state: S | null) => E[];
    cause: Cause;
    etag: string | undefined;
  }): Promise<Snapshot<S> | null> {
    const doc = await collection.findOne({ _id: id });
    if (doc?.lastChanges.includes(changeId)) return snapshotOf(doc);
    const earlier =
      cause.request && (!doc || doc.request?.key === cause.request.key) ? await repeated(cause.request) : null;
    if (earlier) return snapshotOf(earlier);
    // A newer replica has written it: to save it in the shape known here would lose what that shape added.
    if (doc && doc.schema > spec.schema) throw newerShape(spec.noun, id);
    const before = doc && snapshotOf(doc);
    if (etag && etag !== String(doc?.version ?? 0)) throw staleEtag(spec.noun, id, doc?.version);
    const events = decide(before?.state ?? null);
    if (events.length === 0 && before) return before;
    const next = unfold({
      id,
      before,
      events,
      cause,
      changeId,
      doc,
    });
    reached('change.decided');
    const saved = before ? await update(before.version, next) : await insert(next);
    if (saved === next)
      relay.enqueue({
        collection: collection as unknown as Collection<Stored<unknown>>,
        id,
        version: next.version,
        entries: next.outbox,
      });
    reached('change.saved');
    return saved && snapshotOf(saved);
  }

  function unfold({
    id,
    before,
    events,
    cause,
    changeId,
    doc,
  }: {
    id: string;
    before: Snapshot<S> | null;
    events: E[];
    cause: Cause;
    changeId: string;
    doc: Stored<S> | null;
  }): Stored<S> {
    if ((doc?.outbox.length ?? 0) + events.length > OUTBOX_MAX) throw outboxFull(spec.noun, id);
    const outgoings: Outgoing[] = [];
    let state = before?.state ?? null;
    for (const event of events) {
      state = spec.evolve(state, event);
      if (state) outgoings.push(sendable(spec.noun, spec.publish(event, state)));
    }
    if (!state) throw new Error(`${spec.noun}: decide returned no event that creates it`);
    const dueAt = spec.dueAt?.(state);
    const keys = definedOf(spec.keys?.(state));
    const version = before?.version ?? 0;
    return {
      _id: id,
      schema: spec.schema,
      version: version + outgoings.length,
      state,
      outbox: toEntries({ aggregate: id, version, events: outgoings, cause }),
      lastChanges: [...(doc?.lastChanges ?? []).slice(1 - LAST_CHANGES), changeId],
      // Left as it is while earlier events wait, so that the sweep's index is written once for all of them.
      pendingSince: doc?.pendingSince ?? cause.now,
      changedAt: cause.now,
      ...(dueAt ? { dueAt } : {}),
      ...(keys ? { keys } : {}),
      ...(cause.request ? { request: cause.request } : {}),
    };
  }

  async function update(version: number, next: Stored<S>): Promise<Stored<S> | null> {
    const { _id, outbox, request: _, ...set } = next;
    const unset = { ...(next.dueAt ? {} : { dueAt: 1 }), ...(next.keys ? {} : { keys: 1 }) };
    try {
      const { matchedCount } = await collection.updateOne(
        { _id, version } as object,
        {
          $set: set,
          $push: { outbox: { $each: outbox } },
          ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
        } as object,
      );
      return matchedCount === 1 ? next : null;
    } catch (error) {
      throw takenKey(error) ?? error;
    }
  }

  async function insert(next: Stored<S>): Promise<Stored<S> | null> {
    try {
      await collection.insertOne(next as never);
      return next;
    } catch (error) {
      const field = duplicateKey(error);
      // Raced by another, or by an earlier try of the same request: the next attempt finds which.
      if (field === '_id' || field === 'request.key') return null;
      if (field && next.request && (await repeated(next.request))) return null;
      throw takenKey(error) ?? error;
    }
  }

  /** The document that an earlier call with the same request id created, if that call asked for the same. */
  async function repeated({ key, digest }: { key: string; digest: string }): Promise<Stored<S> | null> {
    const doc = await collection.findOne({ 'request.key': key } as object);
    if (doc && doc.request?.digest !== digest) {
      throw idReused();
    }
    return doc as Stored<S> | null;
  }

  function takenKey(error: unknown): Rejection | null {
    const field = duplicateKey(error);
    return field?.startsWith('keys.') ? (spec.taken?.[field.slice('keys.'.length)]?.() ?? null) : null;
  }

  const snapshotOf = (doc: Stored<S>): Snapshot<S> => ({
    id: doc._id,
    version: doc.version,
    state: upgraded(doc),
    changedAt: doc.changedAt,
  });

  function upgraded(doc: Stored<S>): S {
    let state: unknown = doc.state;
    for (let shape = doc.schema; shape < spec.schema; shape += 1)
      state = spec.upgrades?.[shape]?.(state as never) ?? state;
    return state as S;
  }

  async function ensureIndexes(): Promise<void> {
    const keys = Object.keys(spec.taken ?? {});
    await collection.createIndexes([
      { key: { pendingSince: 1 }, sparse: true },
      ...(spec.dueAt ? [{ key: { dueAt: 1 as const }, sparse: true }] : []),
      REQUEST_INDEX,
      ...keys.map((key) => ({ key: { [`keys.${key}`]: 1 as const }, unique: true, sparse: true })),
      ...(spec.indexes ?? []),
    ]);
  }

  return { noun: spec.noun, collection, find, change, ensureIndexes, snapshotOf, snapshotEvent: spec.snapshot };
}

function definedOf(keys: Record<string, string | undefined> | undefined): Record<string, string> | null {
  const entries = Object.entries(keys ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

const staleEtag = (noun: string, id: string, version: number | undefined) =>
  new Rejection({
    kind: 'conflict',
    code: 'etag.stale',
    message: `etag: ${noun} ${id} has changed since you read it (now ${version ?? 'gone'}); read it again and decide anew`,
    faults: [{ path: 'etag', rule: 'etag.stale', message: 'read the resource again' }],
  });

/** What the bus would never take must not be saved: it would wait in its outbox for ever. */
function sendable(noun: string, out: Outgoing): Outgoing {
  if (out.data.length <= EVENT_BYTES_MAX) return out;
  throw new Rejection({
    kind: 'invalid',
    code: 'event.too_large',
    message: `${noun}: its texts and lists are ${out.data.length} bytes together; at most ${EVENT_BYTES_MAX} can be told to others, so shorten them`,
  });
}

const outboxFull = (noun: string, id: string) =>
  new Rejection({
    kind: 'exhausted',
    code: 'outbox.full',
    message: `${noun} ${id} has too many unpublished events; the event bus is away, try again later`,
  });

const newerShape = (noun: string, id: string) =>
  new Rejection({
    kind: 'unavailable',
    code: 'schema.newer',
    message: `${noun} ${id} was written by a newer version of this service; try again when all replicas run it`,
  });
