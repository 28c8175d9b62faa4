/** Where calendar feeds are kept. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { refusals } from '@naru/kit/rejection';
import { type CalendarFeed, type CalendarFeedEvent, evolve } from './calendar.ts';
import { publish, snapshot } from './events.ts';

export type CalendarFeedStore = AggregateStore<CalendarFeed, CalendarFeedEvent>;

export const feedStore = ({ db, relay }: Host): CalendarFeedStore =>
  aggregateStore<CalendarFeed, CalendarFeedEvent>(
    {
      db,
      noun: 'calendar_feed',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ digest }) => ({ digest }),
      taken: {
        digest: () => exists('calendar_feed.taken', 'ask again'),
      },
      indexes: [{ key: { 'state.subject': 1, _id: 1 } }, { key: { 'state.owner.id': 1, _id: 1 } }],
    },
    relay,
  );

const { exists } = refusals('calendar_feed');
