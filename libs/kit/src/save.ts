/** One command on one document: load, decide, save state and events in one guarded write, and retry lost races. */
import { count } from '@naru/telemetry/meter';
import type { Collection, OptionalUnlessRequiredId } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { type Fences, passFence } from './fence.ts';
import { kit } from './kit-texts.ts';
import { backoffMs, duplicateKey, patiently } from './mongo.ts';
import { type Cause, EVENT_BYTES_MAX, type Outgoing, toEntries } from './outbox.ts';
import type { Outbox, Waiting } from './outboxes.ts';
import { reached } from './points.ts';
import { idReused } from './request.ts';
import { type AggregateSpec, type Requests, type Snapshot, type Stored, snapshotOf } from './stored.ts';

/** Where a save is reported. A store also takes its pauses from here. */
export interface RelayQueue {
  ambient: Pick<Ambient, 'pause' | 'elapsedMs'>;
  enqueue(item: Waiting & { outbox: Outbox }): void;
}

/** State that the functions of one store share. */
export interface Room<S extends object, E> {
  spec: AggregateSpec<S, E>;
  collection: Collection<Stored<S>>;
  outbox: Outbox;
  relay: RelayQueue;
}

/** One requested change to one aggregate. The state is null if the aggregate does not exist yet. */
export interface Change<S, E> {
  id: string;
  decide: (state: S | null) => E[];
  cause: Cause;
  etag?: string | undefined;
}

type Attempt<S, E> = Change<S, E> & { changeId: string };

const OUTBOX_MAX = 100;
const LAST_CHANGES = 8;
const LAST_REQUESTS = 64;
const RACES_MAX = 30;

/**
 * Decides on the present state and saves the result.
 * @throws any error of `decide`; `conflict` if the etag is old or too many others change it; `exists` for a taken key.
 */
export async function change<S extends object, E>(room: Room<S, E>, wish: Change<S, E>): Promise<Snapshot<S>> {
  const { ambient } = room.relay;
  const { signal } = wish.cause;
  const attempted = { ...wish, changeId: wish.cause.newId('chg') };
  for (let race = 0; race < RACES_MAX; race += 1) {
    if (race > 0) {
      count('naru.change.retries', { 'naru.noun': room.spec.noun });
      await ambient.pause(backoffMs(race, { firstMs: 2, maxMs: 40 }));
    }
    const saved = await patiently(() => attempt(room, attempted), { signal, ambient });
    if (saved) return saved;
  }
  throw busy(room.spec.noun, wish.id);
}

/** @returns null if another change was faster */
async function attempt<S extends object, E>(room: Room<S, E>, wish: Attempt<S, E>): Promise<Snapshot<S> | null> {
  const { spec, collection } = room;
  const doc = await collection.findOne({ _id: wish.id } as object);
  const done = await doneBefore(room, wish, doc);
  if (done) return snapshotOf(spec, done);
  requirePresent(spec, wish, doc);
  const fences = wish.cause.fence && passFence(doc?.fences, wish.cause.fence);
  const before = doc && snapshotOf(spec, doc);
  const events = wish.decide(before?.state ?? null);
  if (events.length === 0 && before) return before;
  const next = unfold(room, { wish, doc, before, events, fences });
  reached('change.decided');
  const saved = before ? await update(room, before.version, next) : await insert(room, next);
  if (saved === next) room.relay.enqueue(waitingOf(room, next));
  reached('change.saved');
  return saved && snapshotOf(spec, saved);
}

const waitingOf = <S extends object, E>({ outbox }: Room<S, E>, { _id: id, version, outbox: entries }: Stored<S>) => ({
  outbox,
  id,
  version,
  entries,
});

/** The saved result of this change, if its reply was lost, or of an earlier try of the same request. */
async function doneBefore<S extends object, E>(
  room: Room<S, E>,
  { changeId, cause: { request } }: Attempt<S, E>,
  doc: Stored<S> | null,
): Promise<Stored<S> | null> {
  if (doc?.lastChanges.includes(changeId)) return doc;
  const added = request && doc?.lastRequests?.find(({ key }) => key === request.key);
  if (added && added.digest !== request.digest) throw idReused();
  if (added) return doc;
  const mayBe = request && (!doc || doc.request?.key === request.key);
  return mayBe ? repeated(room, request) : null;
}

function requirePresent<S extends object, E>(
  { noun, schema }: AggregateSpec<S, E>,
  { id, etag }: Attempt<S, E>,
  doc: Stored<S> | null,
): void {
  // A newer replica wrote it. A save in this older shape would lose the fields of the newer one.
  if (doc && doc.schema > schema) throw newerShape(noun, id);
  if (etag && etag !== String(doc?.version ?? 0)) throw staleEtag(noun, id, doc?.version);
}

interface Decided<S, E> {
  wish: Attempt<S, E>;
  doc: Stored<S> | null;
  before: Snapshot<S> | null;
  events: E[];
  fences: Fences | undefined;
}

/** The document after the events, which stand in its outbox. */
function unfold<S extends object, E>({ spec }: Room<S, E>, decided: Decided<S, E>): Stored<S> {
  const { wish, doc, before, events, fences } = decided;
  const { id, cause, changeId } = wish;
  if ((doc?.outbox.length ?? 0) + events.length > OUTBOX_MAX) throw outboxFull(spec.noun, id);
  const { state, outgoings } = evolved(spec, before?.state ?? null, events);
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
    // The time stays unchanged while earlier events wait, so that the sweep's index is written once for all of them.
    pendingSince: doc?.pendingSince ?? cause.now,
    changedAt: cause.now,
    ...(dueAt ? { dueAt } : {}),
    ...(keys ? { keys } : {}),
    ...(cause.request && before ? { lastRequests: withLast(doc?.lastRequests, cause.request) } : {}),
    ...(cause.request ? { request: cause.request } : {}),
    ...(fences ? { fences } : {}),
  };
}

const withLast = (earlier: Requests = [], request: Requests[number]): Requests => [
  ...earlier.slice(1 - LAST_REQUESTS),
  request,
];

function evolved<S extends object, E>(spec: AggregateSpec<S, E>, before: S | null, events: readonly E[]) {
  const outgoings: Outgoing[] = [];
  let state = before;
  for (const event of events) {
    state = spec.evolve(state, event);
    if (state) outgoings.push(sendable(spec.noun, spec.publish(event, state)));
  }
  if (!state) throw new Error(`${spec.noun}: decide returned no event that creates it`);
  return { state, outgoings };
}

async function update<S extends object, E>(
  room: Room<S, E>,
  version: number,
  next: Stored<S>,
): Promise<Stored<S> | null> {
  const { _id, outbox, request: _, ...set } = next;
  const unset = { ...(next.dueAt ? {} : { dueAt: 1 }), ...(next.keys ? {} : { keys: 1 }) };
  const changes = {
    $set: set,
    $push: { outbox: { $each: outbox } },
    ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
  };
  try {
    const { matchedCount } = await room.collection.updateOne({ _id, version } as object, changes as object);
    return matchedCount === 1 ? next : null;
  } catch (error) {
    return takenKey(room, next, error);
  }
}

async function insert<S extends object, E>(room: Room<S, E>, next: Stored<S>): Promise<Stored<S> | null> {
  try {
    await room.collection.insertOne(next as OptionalUnlessRequiredId<Stored<S>>);
    return next;
  } catch (error) {
    const field = duplicateKey(error);
    // Another change, or an earlier try of the same request, was faster. The next attempt finds out which.
    if (field === '_id' || field === 'request.key') return null;
    if (field && next.request && (await repeated(room, next.request))) return null;
    return takenKey(room, next, error);
  }
}

/** The document that an earlier call with the same request id created, if that call had the same content. */
async function repeated<S extends object, E>(
  { collection }: Room<S, E>,
  { key, digest }: { key: string; digest: string },
): Promise<Stored<S> | null> {
  const doc = await collection.findOne({ 'request.key': key } as object);
  if (doc && doc.request?.digest !== digest) throw idReused();
  return doc as Stored<S> | null;
}

/** @returns null if a key was taken and is free again. @throws the refusal for a key that another document holds */
async function takenKey<S extends object, E>(
  { spec: { taken = {} }, collection }: Room<S, E>,
  { _id, keys = {} }: Stored<S>,
  error: unknown,
): Promise<null> {
  const known = Object.keys(taken).filter((one) => keys[one]);
  if (known.length === 0 || !duplicateKey(error)?.startsWith('keys.')) throw error;
  for (const key of known) {
    const holder = await collection.findOne({ [`keys.${key}`]: keys[key], _id: { $ne: _id } } as object);
    if (holder) throw taken[key]?.(String(holder._id)) ?? error;
  }
  // Whoever held the key has let go of it meanwhile: the next attempt may take it.
  return null;
}

function definedOf(keys: Record<string, string | undefined> | undefined): Record<string, string> | null {
  const entries = Object.entries(keys ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

const busy = (noun: string, id: string) => {
  count('naru.change.conflicts', { 'naru.noun': noun, 'naru.reason': 'busy' });
  return kit.refuse('change.busy', { noun, id });
};

const staleEtag = (noun: string, id: string, version: number | undefined) => {
  count('naru.change.conflicts', { 'naru.noun': noun, 'naru.reason': 'stale' });
  return kit.refuse('etag.stale', { noun, id, version });
};

/** An event that the bus would never take must not be saved: it would stay in its outbox for ever. */
function sendable(noun: string, out: Outgoing): Outgoing {
  const { length: bytes } = out.data;
  if (bytes <= EVENT_BYTES_MAX) return out;
  throw kit.refuse('event.too_large', { noun, bytes, bytesMax: EVENT_BYTES_MAX });
}

const outboxFull = (noun: string, id: string) => kit.refuse('outbox.full', { noun, id });

const newerShape = (noun: string, id: string) => kit.refuse('schema.newer', { noun, id });
