/** The collection of office hours. */
import { ListOfficeHoursRequest } from '@naru/contracts/program/v1/office_hours';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Snapshot } from '@naru/kit/change';
import { after, before } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { evolve, type OfficeHour, type OfficeHourEvent } from './office-hour.ts';
import { refuse } from './texts.ts';

export type OfficeHourStore = AggregateStore<OfficeHour, OfficeHourEvent, ListOfficeHoursRequest>;

/** Refusals for a team that has another appointment at the time, and for a request that has another office hour. */
export const TEAM_TAKEN = 'office_hour.team_taken';
export const REQUEST_TAKEN = 'office_hour.request_taken';

export const officeHourStore = ({ db, relay }: Host): OfficeHourStore =>
  aggregateStore<OfficeHour, OfficeHourEvent, ListOfficeHoursRequest>(
    {
      db,
      noun: 'office_hour',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ state, mentorSubject, startsAt, ventureId, officeHourRequestId }) => ({
        mentor: state === 'CANCELLED' ? undefined : `${mentorSubject}:${startsAt.toISOString()}`,
        team: state === 'BOOKED' ? `${ventureId}:${startsAt.toISOString()}` : undefined,
        request: state === 'BOOKED' ? officeHourRequestId : undefined,
      }),
      taken: {
        mentor: () => refuse('mentor_taken'),
        team: () => refuse('team_taken'),
        request: () => refuse('request_taken'),
      },
      indexes: [
        { key: { 'state.cohortId': 1, 'state.state': 1, 'state.startsAt': 1 } },
        { key: { 'state.mentorSubject': 1, _id: 1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
      ],
      list: {
        request: ListOfficeHoursRequest,
        filters: {
          cohortId: 'state.cohortId',
          mentorId: 'state.mentorId',
          centreId: 'state.centreId',
          state: 'state.state',
          startsAfter: after('state.startsAt'),
          startsBefore: before('state.startsAt'),
        },
        reach: 'all',
        orders: { starts_at: 'state.startsAt' },
      },
    },
    relay,
  );

/** The ventures that have booked office hours with a person. Judging uses them to find conflicts of interest. */
export async function venturesBookedWith(store: OfficeHourStore, subject: string): Promise<string[]> {
  const { collection } = openStore(store);
  const filter = { 'state.mentorSubject': subject, 'state.state': 'BOOKED' as const };
  return collection.distinct('state.ventureId', filter) as Promise<string[]>;
}

/** The free office hours of a cohort that have not begun, earliest first. */
export async function freeHours(hours: OfficeHourStore, cohortId: string, now: Date): Promise<Snapshot<OfficeHour>[]> {
  const { collection, snapshotOf } = openStore(hours);
  const docs = await collection
    .find({ 'state.cohortId': cohortId, 'state.state': 'OFFERED', 'state.startsAt': { $gt: now } })
    .sort({ 'state.startsAt': 1, _id: 1 })
    .toArray();
  return docs.map(snapshotOf);
}

/** The office hour that a request has, even where the request is not marked as granted yet. */
export async function hourOf(store: OfficeHourStore, requestId: string): Promise<string | null> {
  const { collection } = openStore(store);
  const doc = await collection.findOne({ 'keys.request': requestId }, { projection: { _id: 1 } });
  return doc?._id ?? null;
}
