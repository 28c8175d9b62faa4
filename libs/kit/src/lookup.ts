/**
 * Looks up the ids of a request that the contract marks (`naru.api.v1.known_as`), before the call does anything. So no
 * handler can store an id of nothing. A method without such ids pays nothing.
 *
 * A service calls no other one: it looks up what others own in its copies. News may still be under way, so an id that a
 * copy lacks is waited for. An object that the caller may not see counts as missing, and takes as long.
 */
import type { DescMessage, Message } from '@bufbuild/protobuf';
import { type ContractMethod, lookupsIn, sightOf } from '@naru/contracts';
import { log } from '@naru/telemetry/log';
import type { Document, Filter } from 'mongodb';
import { fitting } from './access.ts';
import type { Ambient } from './ambient.ts';
import type { Caller } from './identity.ts';
import { kit } from './kit-texts.ts';
import { type Closed, openStore, type Raw } from './raw.ts';
import { type Ownership, type Reach, reaches } from './reach.ts';
import { type Fault, notFound, Rejection } from './rejection.ts';
import type { Subscriber } from './subscribe.ts';
import { updateScope } from './update.ts';

/** The subscription that keeps copies, and the context of their owner. */
export interface Copied {
  by: string;
  of: string;
}

/** Where a service looks up the ids of one noun. */
export interface Lookup {
  /** The owners of those objects that are there, by id. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, Ownership>>;
  /** The form of its ids: of several nouns, an id is looked up only in those of its form. */
  form?: RegExp;
  /** Only of copies. What a service owns itself is not waited for. */
  copied?: Copied;
}

/** The lookups of a service, by noun. */
export type Lookups = Readonly<Record<string, Lookup>>;

/** State that all lookups of a server share. */
export interface LookupRoom {
  lookups: Lookups;
  /** How long an id is waited for that a copy lacks. */
  waitMs: number;
  /** Whether news is known to be missing in copies. */
  isBehind(copied: Copied): Promise<boolean>;
}

export const NO_LOOKUPS: LookupRoom = { lookups: {}, waitMs: 0, isBehind: async () => false };

/** The ids in a store. `owned` gives the owner of a document; null if nobody may know of it. */
export function lookupIn<D extends Document & { _id: string }>(
  store: Closed<Raw<D>>,
  { fields = [], owned }: { fields?: readonly string[]; owned: (doc: D) => Ownership | null },
): Lookup['find'] {
  const { collection, patiently } = openStore(store);
  const projection = Object.fromEntries(['_id', 'gone', ...fields].map((field) => [field, 1]));
  return async (ids) => {
    const wanted = { _id: { $in: ids } } as Filter<D>;
    const docs = await patiently(() => collection.find(wanted, { projection }).toArray());
    return new Map(
      docs.flatMap((doc) => {
        const ownership = doc.gone ? null : owned(doc as D);
        return ownership ? [[doc._id as string, ownership] as const] : [];
      }),
    );
  };
}

/** The marked fields of a message, its own and those of the messages within it. */
interface Plan {
  ids: readonly { field: string; name: string; nouns: readonly string[] }[];
  parts: readonly { field: string; name: string; plan: Plan }[];
}

const plans = new Map<DescMessage, Plan | null>();

/** Null if nothing in the message is looked up. */
function planOf(message: DescMessage): Plan | null {
  const made = plans.get(message);
  if (made !== undefined) return made;
  plans.set(message, null); // A message that contains itself is read once.
  const parts = message.fields.flatMap(({ message: within, localName: field, name, fieldKind, oneof }) => {
    const plan = within ? planOf(within) : null;
    if (plan && (fieldKind === 'map' || oneof))
      throw new Error(`${message.typeName}.${name} holds ids in a oneof or a map, where nothing looks them up`);
    return plan ? [{ field, name, plan }] : [];
  });
  const ids = lookupsIn(message).map(({ field: { localName, name }, nouns }) => ({ field: localName, name, nouns }));
  const plan = ids.length + parts.length > 0 ? { ids, parts } : null;
  plans.set(message, plan);
  return plan;
}

const nounsOf = ({ ids, parts }: Plan): string[] => [
  ...ids.flatMap(({ nouns }) => nouns),
  ...parts.flatMap(({ plan }) => nounsOf(plan)),
];

/** The nouns of which a request names something that is looked up. */
export function nounsLookedUp(input: DescMessage): string[] {
  const plan = planOf(input);
  return plan ? [...new Set(nounsOf(plan))] : [];
}

/** One id of a request, where it stands, and what it may be. */
interface Named {
  id: string;
  path: string;
  /** The fields on the way, in proto names. */
  names: readonly string[];
  nouns: readonly string[];
}

const all = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function collect({ ids, parts }: Plan, message: object, at: Pick<Named, 'path' | 'names'>): Named[] {
  const below = (field: string, name: string) => {
    const value = Reflect.get(message, field) as unknown;
    const path = at.path ? `${at.path}.${name}` : name;
    return all(value).map((one, index) => ({
      one,
      at: { path: Array.isArray(value) ? `${path}[${index}]` : path, names: [...at.names, name] },
    }));
  };
  return [
    ...ids.flatMap(({ field, name, nouns }) =>
      below(field, name).flatMap(({ one, at: place }) => (one ? [{ id: String(one), nouns, ...place }] : [])),
    ),
    ...parts.flatMap(({ field, name, plan }) =>
      below(field, name).flatMap(({ one, at: place }) => collect(plan, one as object, place)),
    ),
  ];
}

/**
 * Checks the access and then all ids.
 * @returns the reach of the caller
 */
export type LookingUp = (
  message: Message,
  asked: { caller: Caller; signal: AbortSignal; access: () => Promise<Reach> },
) => Promise<Reach>;

// The first pause is about the time that news takes. Each is twice as long as the one before.
const FIRST_PAUSE_MS = 25;

/**
 * Looks up the ids of a request. Null if it has none.
 * @throws at boot, if the service does not say where it looks up a noun
 */
export function lookingUp(
  { input, access: { objectField } }: Pick<ContractMethod, 'input' | 'access'>,
  { lookups, waitMs, isBehind }: LookupRoom,
  { pause, elapsedMs }: Pick<Ambient, 'pause' | 'elapsedMs'>,
): LookingUp | null {
  const plan = planOf(input);
  if (!plan) return null;
  const sources = new Map(nounsOf(plan).map((noun) => [noun, sourceOf(noun, lookups, input.typeName)]));
  const room: Sources = { source: (noun) => sources.get(noun) as Source, isBehind };
  const isCopied = ({ nouns }: Pick<Named, 'nouns'>) => nouns.some((noun) => room.source(noun).copied);
  const object = { nouns: plan.ids.filter(({ name }) => objectField.split('|').includes(name)).flatMap(nounsIn) };

  return async (message, { caller, signal, access }) => {
    const until = elapsedMs() + waitMs;
    let ms = FIRST_PAUSE_MS;
    const waitsOn = async () => {
      const leftMs = until - elapsedMs();
      if (leftMs <= 0 || signal.aborted) return false;
      await pause(Math.min(ms, leftMs), signal);
      ms *= 2;
      return true;
    };
    let reach: Reach | undefined;
    while (!reach)
      reach = await access().catch(async (error: unknown) => {
        if (!isUnknown(error) || !isCopied(object)) throw error;
        if (await waitsOn()) return undefined;
        throw await unlessBehind(error, object.nouns, room);
      });
    const { concerns, shown } = updateScope(input, message);
    const named = collect(plan, message, { path: '', names: [] })
      .filter(({ names }) => concerns(names))
      .map((one) => ({ ...one, path: shown(one.path), nouns: ofItsForm(one, room) }));
    let missing = await missingOf(named, caller, room);
    while (missing.some(isCopied) && (await waitsOn())) missing = await missingOf(missing, caller, room);
    if (missing.length > 0) throw await refusalOf(missing, room);
    return reach;
  };
}

interface Sources {
  source(noun: string): Source;
  isBehind: LookupRoom['isBehind'];
}

const nounsIn = ({ nouns }: Pick<Named, 'nouns'>) => nouns;

const isUnknown = (error: unknown): error is Rejection => error instanceof Rejection && error.kind === 'not_found';

async function missingOf(named: readonly Named[], caller: Caller, { source }: Sources): Promise<Named[]> {
  const nouns = [...new Set(named.flatMap(nounsIn))];
  const seen = await Promise.all(
    nouns.map(async (noun) => {
      const ids = new Set(named.flatMap((one) => (one.nouns.includes(noun) ? [one.id] : [])));
      return [noun, await source(noun).seen([...ids], caller)] as const;
    }),
  );
  const found = new Map(seen);
  return named.filter(({ id, nouns: its }) => !its.some((noun) => found.get(noun)?.has(id)));
}

/** Of several nouns, those whose form the id has; of no form, those without a form; all, if none is left. */
function ofItsForm({ id, nouns }: Named, { source }: Sources): readonly string[] {
  if (nouns.length === 1) return nouns;
  const formed = nouns.filter((noun) => source(noun).form?.test(id));
  if (formed.length > 0) return formed;
  const free = nouns.filter((noun) => !source(noun).form);
  return free.length > 0 ? free : nouns;
}

async function areBehind(nouns: readonly string[], { source, isBehind }: Sources): Promise<boolean> {
  const copies = nouns.flatMap((noun) => source(noun).copied ?? []);
  return (await Promise.all(copies.map(isBehind))).some(Boolean);
}

const behind = (noun: string, id: string) => kit.refuse('lookup.behind', { noun, id });

/** The object of a call is not there, or is hidden: the same answer as for access, unless the copies are behind. */
async function unlessBehind(unknown: Rejection, nouns: readonly string[], sources: Sources): Promise<Rejection> {
  if (!(await areBehind(nouns, sources))) return unknown;
  return behind(unknown.code.split('.')[0] ?? '', String(unknown.params.id ?? ''));
}

/** Names every missing id with its field. An id that copies may only lack for now is not yet unknown. */
async function refusalOf(missing: readonly Named[], sources: Sources): Promise<Rejection> {
  const late = await Promise.all(missing.map(({ nouns }) => areBehind(nouns, sources)));
  const unknown = missing.filter((_, index) => !late[index]);
  const refused = (unknown.length > 0 ? unknown : missing).map(({ id, path, nouns: [noun = ''] }) => ({
    path,
    refusal: unknown.length > 0 ? notFound(noun, id) : behind(noun, id),
  }));
  const faults = refused.map(
    ({ path, refusal: { code, said, params } }): Fault => ({ path, rule: code, said, params }),
  );
  const [first] = refused;
  if (!first) throw new Error('a refusal of no ids');
  return first.refusal.naming(faults);
}

interface Source extends Lookup {
  /** Those that are there for the caller. */
  seen(ids: readonly string[], caller: Caller): Promise<ReadonlySet<string>>;
}

function sourceOf(noun: string, lookups: Lookups, bearer: string): Source {
  const lookup =
    lookups[noun] ?? raise(`${bearer} names a ${noun}: say in the service's \`lookups\` where it is found`);
  const sight = sightOf(noun) ?? raise(`${bearer} names a ${noun}, and no Get says who may see one`);
  return {
    ...lookup,
    seen: async (ids, caller) => {
      const lines = fitting(sight, caller);
      const found = [...(await lookup.find(ids))];
      return new Set(found.flatMap(([id, owned]) => (lines.some((line) => reaches(line, owned)) ? [id] : [])));
    },
  };
}

const raise = (message: string): never => {
  throw new Error(message);
};

/** Copies are known to be behind while the bus is away, or has events for them that were not delivered. */
export const behindOf =
  (bus: { connected(): boolean }, subscribers: readonly Pick<Subscriber, 'name' | 'lag'>[]): LookupRoom['isBehind'] =>
  async ({ by, of }) => {
    const keeper = subscribers.find(({ name }) => name === by) ?? raise(`no subscription ${by} keeps copies of ${of}`);
    if (!bus.connected()) return true;
    try {
      return (await keeper.lag()).some(({ context, pending }) => context === of && pending > 0);
    } catch (error) {
      log.warn({ err: error, subscription: by }, 'the bus does not say how far copies are');
      return true;
    }
  };
