/** Where events are kept. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { Rejection } from '@naru/kit/rejection';
import { type Event, type EventEvent, evolve } from './event.ts';
import { publish, snapshot } from './events.ts';

export type EventStore = AggregateStore<Event, EventEvent>;

export const eventStore = ({ db, relay }: Host): EventStore =>
  aggregateStore<Event, EventEvent>(
    {
      db,
      noun: 'event',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () =>
          new Rejection({
            kind: 'exists',
            code: 'event.external_id_taken',
            message: 'source.externalId: another event carries it',
          }),
      },
      indexes: [{ key: { 'state.programmeId': 1, _id: 1 } }, { key: { 'state.parentEventId': 1, _id: 1 } }],
    },
    relay,
  );

/** Shape 2 knows events within events, and the brand. */
export const fromSchema1 = (old: Omit<Event, 'parentEventId' | 'brand'>): Event => ({
  ...old,
  parentEventId: '',
  brand: undefined,
});
