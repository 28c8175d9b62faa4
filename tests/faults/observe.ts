/** Reads the databases and the bus: the events that every owner has recorded, its present state, and what is on its way. */
import type { ConsumerInfo } from '@nats-io/jetstream';
import type { Binary, Document } from 'mongodb';
import { buildServices } from '../architecture/parts.ts';
import { CONTEXTS, type Naru } from './system.ts';

const CONTEXT_NAMES = Object.values(CONTEXTS);

/** The journal signs its heads by itself: no command asks for them, and they are not journalled. */
const HEAD = { noun: 'journal_head', type: 'naru.ledger.journal_head.signed.v1' };

/** The nouns that publish events, as the services declare them. */
const AGGREGATES: readonly { context: string; nouns: readonly string[] }[] = (await buildServices()).map(
  ({ spec: { context }, parts: { aggregates = [] } }) => ({
    context,
    nouns: aggregates.map(({ noun }) => noun).filter((noun) => noun !== HEAD.noun),
  }),
);

export interface Aggregate {
  _id: string;
  version: number;
  outbox: unknown[];
  state: Document;
  /** The request that created it. */
  request?: { key: string };
}

export interface KeptEvent {
  _id: string;
  type: string;
  aggregate: string;
  version: number;
  data: Binary;
}

export interface Observed {
  aggregates: ReadonlyMap<string, Aggregate>;
  events: readonly KeptEvent[];
}

export async function observe(naru: Pick<Naru, 'database'>): Promise<Observed> {
  const [aggregates, events] = await Promise.all([allAggregates(naru), allEvents(naru)]);
  return { aggregates: new Map(aggregates.map((one) => [one._id, one])), events };
}

async function allAggregates({ database }: Pick<Naru, 'database'>, filter: object = {}): Promise<Aggregate[]> {
  const found = AGGREGATES.map(({ context, nouns }) =>
    Promise.all(nouns.map((noun) => database(context).collection<Aggregate>(noun).find(filter).toArray())),
  );
  return (await Promise.all(found)).flat(2);
}

/** The aggregates with events that are not published yet. */
export async function unsentAggregates(naru: Pick<Naru, 'database'>): Promise<Aggregate[]> {
  const pending = await allAggregates(naru, { pendingSince: { $gt: new Date(0) } });
  return pending.filter(({ outbox }) => outbox.length > 0);
}

export const outboxesEmpty = async (naru: Pick<Naru, 'database'>): Promise<boolean> =>
  (await unsentAggregates(naru)).length === 0;

/** The durables on the streams of all owners. */
export async function* durables({ streams }: Pick<Naru, 'streams'>): AsyncGenerator<ConsumerInfo> {
  for (const context of CONTEXT_NAMES) yield* streams(context).consumers.list(`naru_${context}`);
}

/** True once the bus has stopped waiting for a service, by default for any, and sends its unfinished events again. */
export async function givenAgain(naru: Pick<Naru, 'streams'>, service = ''): Promise<boolean> {
  for await (const { name, num_redelivered } of durables(naru))
    if (name.startsWith(service) && num_redelivered > 0) return true;
  return false;
}

/** The ids of all events that the owners have recorded. */
export const eventIds = async (naru: Pick<Naru, 'database'>): Promise<ReadonlySet<string>> =>
  new Set((await allEvents(naru)).map(({ _id }) => _id));

interface Operation {
  id: string;
  state: string;
  result: { events: string };
}

/** Makes an owner publish all its events again. @returns how many there were */
export async function republished({ client }: Pick<Naru, 'client'>, context: string): Promise<number> {
  const { id } = await client.question<Operation>(`/v1/services/${context}/events:republish`);
  const path = `/v1/services/${context}/operations/${id}`;
  const { result } = await client.sees<Operation>(path, ({ state }) => state === 'SUCCEEDED');
  return Number(result.events);
}

async function allEvents({ database }: Pick<Naru, 'database'>): Promise<KeptEvent[]> {
  const found = CONTEXT_NAMES.map((context) =>
    database(context)
      .collection<KeptEvent>('events')
      .find({ type: { $ne: HEAD.type } })
      .toArray(),
  );
  return (await Promise.all(found)).flat();
}

/**
 * The name of a thing in the stories: the names of the two that it joins, its external id, its address, its request id, or
 * the name of the thing of which there is one for each.
 */
export function nameOf(aggregates: Observed['aggregates'], id: string): string {
  const found = aggregates.get(id);
  const { ventureId, investorId, source, url, roundId, hostId } = found?.state ?? {};
  if (ventureId && investorId) return `${nameOf(aggregates, ventureId)}+${nameOf(aggregates, investorId)}`;
  const own = source?.externalId || url || found?.request?.key.split(':').at(-1);
  const of = roundId || hostId;
  return own || (of ? nameOf(aggregates, of) : id);
}
