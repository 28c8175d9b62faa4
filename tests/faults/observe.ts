/** Looks at the databases themselves: what every owner says has happened, and what it has of it now. */
import type { Binary, Document } from 'mongodb';
import { CONTEXTS, type Naru } from './system.ts';

const CONTEXT_NAMES = Object.values(CONTEXTS);

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

/** Everything that has an outbox, of all services. */
export async function allAggregates({ database }: Pick<Naru, 'database'>): Promise<Aggregate[]> {
  const found = CONTEXT_NAMES.map(async (context) => {
    const collections = await database(context).listCollections({}, { nameOnly: true }).toArray();
    const all = collections.map(({ name }) => database(context).collection<Aggregate>(name));
    return Promise.all(all.map((one) => one.find({ outbox: { $exists: true } }).toArray()));
  });
  return (await Promise.all(found)).flat(2);
}

async function allEvents({ database }: Pick<Naru, 'database'>): Promise<KeptEvent[]> {
  const found = CONTEXT_NAMES.map((context) => database(context).collection<KeptEvent>('events').find().toArray());
  return (await Promise.all(found)).flat();
}

/** What the stories call a thing: its external id, its address, or the names of the two that it joins. */
export function nameOf({ aggregates }: Observed, id: string): string {
  const { ventureId, investorId, source, url } = aggregates.get(id)?.state ?? {};
  if (ventureId && investorId)
    return `${nameOf({ aggregates, events: [] }, ventureId)}+${nameOf({ aggregates, events: [] }, investorId)}`;
  return source?.externalId || url || id;
}
