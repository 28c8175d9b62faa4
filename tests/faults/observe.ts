/** Reads the databases: the events that every owner has recorded, and its present state. */
import type { Binary, Document } from 'mongodb';
import { CONTEXTS, type Naru } from './system.ts';

const CONTEXT_NAMES = Object.values(CONTEXTS);

/** The nouns that publish events. A missing noun shows as a gap: events without a state. */
const AGGREGATES: readonly { context: string; nouns: readonly string[] }[] = [
  { context: 'registry', nouns: ['network', 'organisation', 'centre', 'venture'] },
  { context: 'investor', nouns: ['investor', 'deal'] },
  { context: 'matching', nouns: ['match'] },
  { context: 'program', nouns: ['programme', 'event', 'round', 'application'] },
  { context: 'notification', nouns: ['webhook', 'delivery'] },
];

export interface Aggregate {
  _id: string;
  version: number;
  outbox: unknown[];
  state: Document;
}

export interface KeptEvent {
  _id: string;
  type: string;
  aggregate: string;
  version: number;
  at: Date;
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

/** True if every event has been published. */
export async function outboxesEmpty(naru: Pick<Naru, 'database'>): Promise<boolean> {
  const pending = await allAggregates(naru, { pendingSince: { $gt: new Date(0) } });
  return pending.every(({ outbox }) => outbox.length === 0);
}

async function allEvents({ database }: Pick<Naru, 'database'>): Promise<KeptEvent[]> {
  const found = CONTEXT_NAMES.map((context) => database(context).collection<KeptEvent>('events').find().toArray());
  return (await Promise.all(found)).flat();
}

/** The name of a thing in the stories: its external id, its address, or the names of the two that it joins. */
export function nameOf(aggregates: Observed['aggregates'], id: string): string {
  const { ventureId, investorId, source, url } = aggregates.get(id)?.state ?? {};
  if (ventureId && investorId) return `${nameOf(aggregates, ventureId)}+${nameOf(aggregates, investorId)}`;
  return source?.externalId || url || id;
}
