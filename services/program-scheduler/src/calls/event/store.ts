/** The collection of events. */
import { ListEventsRequest } from '@naru/contracts/program/v1/event';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { type Event, type EventEvent, evolve } from './event.ts';
import { publish, snapshot } from './events.ts';
import { refuse } from './texts.ts';

export type EventStore = AggregateStore<Event, EventEvent, ListEventsRequest>;

export const eventStore = ({ db, relay }: Host): EventStore =>
  aggregateStore<Event, EventEvent, ListEventsRequest>(
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
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [{ key: { 'state.programmeId': 1, _id: 1 } }, { key: { 'state.parentEventId': 1, _id: 1 } }],
      list: {
        request: ListEventsRequest,
        filters: {
          programmeId: 'state.programmeId',
          parentEventId: 'state.parentEventId',
          type: 'state.type',
          state: 'state.state',
          country: 'state.country',
          startsFrom: fromDay('state.startDate'),
          startsThrough: throughDay('state.startDate'),
        },
        reach: 'all',
        orders: { start_date: dayOrder('state.startDate') },
      },
    },
    relay,
  );

/** Shape 2 has events inside other events, and the brand. */
export const fromSchema1 = (old: Omit<Event, 'parentEventId' | 'brand'>): Event => ({
  ...old,
  parentEventId: '',
  brand: undefined,
});
