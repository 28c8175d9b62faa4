/** The collection of cohorts. */
import { ListCohortsRequest } from '@naru/contracts/program/v1/cohort';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { type Cohort, type CohortEvent, evolve } from './cohort.ts';
import { publish, snapshot } from './events.ts';
import { refuse } from './texts.ts';

export type CohortStore = AggregateStore<Cohort, CohortEvent, ListCohortsRequest>;

export const cohortStore = ({ db, relay }: Host): CohortStore =>
  aggregateStore<Cohort, CohortEvent, ListCohortsRequest>(
    {
      db,
      noun: 'cohort',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }, { key: { 'state.programmeId': 1, _id: 1 } }],
      list: {
        request: ListCohortsRequest,
        filters: {
          centreId: 'state.centreId',
          programmeId: 'state.programmeId',
          state: 'state.state',
          topic: 'state.details.topics',
          startsFrom: fromDay('state.details.startDate'),
          startsThrough: throughDay('state.details.startDate'),
        },
        reach: 'all',
        orders: { start_date: dayOrder('state.details.startDate') },
      },
    },
    relay,
  );
