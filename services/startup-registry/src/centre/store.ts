/** Stores centres. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type NamesOf, namesFrom } from '@naru/kit/names';
import { openStore } from '@naru/kit/raw';
import { type Centre, type CentreEvent, evolve } from './centre.ts';
import { publish, snapshot } from './events.ts';
import * as says from './texts.ts';

export type CentreStore = AggregateStore<Centre, CentreEvent>;

export const centreStore = ({ db, relay }: Host): CentreStore =>
  aggregateStore<Centre, CentreEvent>(
    {
      db,
      noun: 'centre',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ openingOrder }) => ({ openingOrder: String(openingOrder) }),
      taken: {
        openingOrder: () => says.centre.refuse('order_taken'),
      },
    },
    relay,
  );

/** The largest opening number of a centre; 0 if no centre has opened. */
export async function highestOpened(store: CentreStore): Promise<number> {
  const { collection, patiently } = openStore(store);
  const docs = await patiently(() => collection.find({}, { projection: { 'state.openingOrder': 1 } }).toArray());
  return Math.max(0, ...docs.map(({ state }) => state.openingOrder));
}

/** Everybody may see them. */
export const centreNames = (centres: CentreStore): NamesOf =>
  namesFrom(centres, {
    fields: ['state.name'],
    known: ({ _id, state: { name } }) => ({ name, ownership: { centre: _id, open: true } }),
  });
