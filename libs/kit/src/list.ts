/**
 * Lists. A store gives the filters of its request, the paths of its owners and the paths of its orders; the indexes,
 * the query and the pages follow from them.
 */
import { orderFrom, registry } from '@naru/contracts';
import type { Collection, Filter, IndexDescription } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { patiently } from './mongo.ts';
import { orderIn, ordersNamed } from './order.ts';
import { pageSize, pageToken, readPageToken } from './page.ts';
import { beyond, isPlace, type OrderKeys, placeOf, withId } from './place.ts';
import { type OwnershipPaths, type Reach, withinReach } from './reach.ts';

/** The fields that every list request has. */
export interface ListRequest {
  pageSize: number;
  pageToken: string;
  orderBy: string;
  updatedAfter?: Date | undefined;
}

type Plain = string | number | boolean;

/** A path that must hold the value, or one of the values; or a function that makes the condition from the value. */
type FilterOf<T> = ((value: T, field: string) => object) | (T extends Plain | readonly Plain[] ? string : never);

export interface ListSpec<R extends ListRequest> {
  /** The request, whose `order_by` names the orders. */
  request: { readonly $type: string; decode(bytes: Uint8Array): R };
  /** One for each filter field of the request. An empty, 0, false or unspecified value does not narrow. */
  filters: { readonly [K in Exclude<keyof R, keyof ListRequest>]: FilterOf<Exclude<R[K], undefined>> };
  /** Where documents keep their owners; `all` if every caller of the list may see the whole list. */
  reach: OwnershipPaths | 'all' | ((reach: Reach) => object);
  /** The path, or paths, of each order. Predefined: `id`, `create_time` (ids begin with it) and `update_time`. */
  orders?: Readonly<Record<string, string | readonly string[]>>;
  /** A path by which every question narrows. Every index begins with it. */
  under?: string;
  /** Paths that the rows of a list do not show, so that a query need not read them. */
  without?: readonly string[];
}

export interface Page<D> {
  found: D[];
  nextPageToken: string;
}

/** A list with checked orders: `listing` makes it from a spec. */
export interface Listing<R extends ListRequest> {
  /** One for each order, and one for `updated_after`. */
  indexes: IndexDescription[];
  page<D extends { _id: string }>(
    collection: Collection<D>,
    question: R,
    reach: Reach,
    ambient: Pick<Ambient, 'pause' | 'elapsedMs'>,
  ): Promise<Page<D>>;
}

interface Ask<R extends ListRequest, D extends { _id: string }> {
  collection: Collection<D>;
  question: R;
  reach: Reach;
  ambient: Pick<Ambient, 'pause' | 'elapsedMs'>;
}

/** State that the functions of one list share. */
interface Room<R extends ListRequest> {
  spec: ListSpec<R>;
  /** The default order first. */
  orders: readonly string[];
  keysBy: ReadonlyMap<string, OrderKeys>;
}

const CHANGED_AT = 'changedAt';
const KNOWN = { id: '_id', create_time: '_id', update_time: CHANGED_AT };

/** @throws at the start of the service if the orders are not those of the contract: a programming error */
export function listing<R extends ListRequest>(spec: ListSpec<R>): Listing<R> {
  const room = roomOf(spec);
  return {
    indexes: indexesOf(room),
    page: (collection, question, reach, ambient) => pageIn(room, { collection, question, reach, ambient }),
  };
}

async function pageIn<R extends ListRequest, D extends { _id: string }>(
  { spec, orders, keysBy }: Room<R>,
  { collection, question: asked, reach, ambient }: Ask<R, D>,
): Promise<Page<D>> {
  const { by, down } = orderIn(orders, asked.orderBy);
  const keys = keysBy.get(by) ?? [];
  const filter = allOf([...conditionsOf(spec, asked), reachIn(spec, reach)]);
  const question = [spec.request.$type, filter, by, down];
  const after = readPageToken(asked.pageToken, question, isPlace);
  const query = after ? allOf([filter, beyond(after, keys, down)]) : filter;
  const projection = Object.fromEntries([...UNSEEN, ...(spec.without ?? [])].map((path) => [path, 0]));
  const limit = pageSize(asked.pageSize);
  const ask = () =>
    collection
      .find(query as Filter<D>, { projection })
      .sort(sortOf(keys, down))
      .limit(limit + 1)
      .toArray();
  const docs = (await patiently(ask, { ambient })) as D[];
  const found = docs.slice(0, limit);
  const last = docs.length > limit ? found.at(-1) : undefined;
  return { found, nextPageToken: last ? pageToken(placeOf(last, keys), question) : '' };
}

/** The fields of a document that belong to the kit. */
const UNSEEN = ['outbox', 'lastChanges', 'lastRequests'];

const sortOf = (keys: OrderKeys, down: boolean) =>
  Object.fromEntries(keys.map((path) => [path, down ? (-1 as const) : (1 as const)]));

function roomOf<R extends ListRequest>(spec: ListSpec<R>): Room<R> {
  const { request, orders: own = {} } = spec;
  const orders = ordersNamed(request, { own: Object.keys(own), known: Object.keys(KNOWN) });
  const paths: Readonly<Record<string, string | readonly string[]>> = { ...KNOWN, ...own };
  const keysBy = new Map(orders.map((order) => orderFrom(order).by).map((by) => [by, withId(paths[by] ?? [])]));
  return { spec, orders, keysBy };
}

function indexesOf<R extends ListRequest>({ spec: { request, under }, keysBy }: Room<R>): IndexDescription[] {
  const byTime = registry.getMessage(request.$type)?.fields.some(({ name }) => name === 'updated_after');
  const wanted = [...keysBy.values(), ...(byTime ? [withId(CHANGED_AT)] : [])]
    .map((keys) => [...(under ? [under] : []), ...keys].filter((path, at, all) => all.indexOf(path) === at))
    .filter((keys) => keys.join() !== '_id');
  const different = new Map(wanted.map((keys) => [keys.join(), keys]));
  return [...different.values()].map((keys) => ({ key: Object.fromEntries(keys.map((path) => [path, 1 as const])) }));
}

const STANDARD: ReadonlySet<string> = new Set(['$type', 'pageSize', 'pageToken', 'orderBy', 'updatedAfter']);

/** The conditions of a request. */
function conditionsOf<R extends ListRequest>({ filters }: ListSpec<R>, { updatedAfter, ...asked }: R): object[] {
  const own = Object.entries(asked).filter(([field, value]) => !STANDARD.has(field) && isAsked(value));
  return [
    ...own.map(([field, value]) => conditionOf(Reflect.get(filters, field), { field, value })),
    ...(updatedAfter ? [{ [CHANGED_AT]: { $gt: updatedAfter } }] : []),
  ];
}

function conditionOf(filter: unknown, { field, value }: { field: string; value: unknown }): object {
  if (typeof filter === 'function') return filter(value, field);
  return { [String(filter)]: Array.isArray(value) ? { $in: value } : value };
}

/** False if a field has its default value. */
const isAsked = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : Boolean(value) && !(typeof value === 'string' && value.endsWith('_UNSPECIFIED'));

function reachIn<R extends ListRequest>({ reach: paths }: ListSpec<R>, reach: Reach): object {
  if (paths === 'all') return {};
  return typeof paths === 'function' ? paths(reach) : withinReach(reach, paths);
}

/** Several conditions as one. Those on different paths stand side by side, for which every engine uses an index. */
function allOf(conditions: readonly object[]): object {
  const paths = conditions.flatMap((condition) => Object.keys(condition));
  if (new Set(paths).size === paths.length) return Object.assign({}, ...conditions);
  return { $and: conditions.filter((condition) => Object.keys(condition).length > 0) };
}
