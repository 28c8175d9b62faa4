/** The collection of requests for office hours. */
import { ListOfficeHourRequestsRequest } from '@naru/contracts/program/v1/office_hours';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type OfficeHourRequest, type OfficeHourRequestEvent } from './office-hour-request.ts';
import { refuse } from './texts.ts';

export type OfficeHourRequestStore = AggregateStore<
  OfficeHourRequest,
  OfficeHourRequestEvent,
  ListOfficeHourRequestsRequest
>;

export const officeHourRequestStore = ({ db, relay }: Host): OfficeHourRequestStore =>
  aggregateStore<OfficeHourRequest, OfficeHourRequestEvent, ListOfficeHourRequestsRequest>(
    {
      db,
      noun: 'office_hour_request',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ state, cohortId, ventureId }) => ({
        waiting: state === 'WAITING' ? `${cohortId}:${ventureId}` : undefined,
      }),
      taken: {
        waiting: () => refuse('waiting'),
      },
      indexes: [
        { key: { 'state.cohortId': 1, 'state.state': 1, _id: 1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
      ],
      list: {
        request: ListOfficeHourRequestsRequest,
        filters: {
          cohortId: 'state.cohortId',
          ventureId: 'state.ventureId',
          mentorId: 'state.mentorId',
          centreId: 'state.centreId',
          state: 'state.state',
        },
        reach: { centre: 'state.centreId', orgs: ['state.ventureId'] },
      },
    },
    relay,
  );
