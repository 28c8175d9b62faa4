/** The collection of mentoring sessions. */
import { ListMentoringSessionsRequest } from '@naru/contracts/program/v1/mentoring';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { evolve, type Mentoring, type MentoringEvent } from './mentoring.ts';
import { mentoring } from './texts.ts';

export type MentoringStore = AggregateStore<Mentoring, MentoringEvent, ListMentoringSessionsRequest>;

export const mentoringStore = ({ db, relay }: Host): MentoringStore =>
  aggregateStore<Mentoring, MentoringEvent, ListMentoringSessionsRequest>(
    {
      db,
      noun: 'mentoring',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ officeHourId, source }) => ({
        officeHour: officeHourId || undefined,
        externalId: source?.externalId || undefined,
      }),
      taken: {
        officeHour: () => mentoring.refuse('office_hour_recorded'),
        externalId: () => mentoring.refuse('external_id_taken'),
      },
      indexes: [
        { key: { 'state.cohortId': 1, _id: 1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
        { key: { 'state.mentorSubject': 1, _id: 1 } },
      ],
      list: {
        request: ListMentoringSessionsRequest,
        filters: {
          cohortId: 'state.cohortId',
          ventureId: 'state.ventureId',
          mentorId: 'state.mentorId',
          centreId: 'state.centreId',
          heldFrom: fromDay('state.heldOn'),
          heldThrough: throughDay('state.heldOn'),
        },
        reach: { centre: 'state.centreId', orgs: ['state.ventureId'], subject: 'state.mentorSubject' },
        orders: { held_on: dayOrder('state.heldOn') },
      },
    },
    relay,
  );

/** The ventures that a person has mentored. Judging uses them to find conflicts of interest. */
export async function venturesMentoredBy(store: MentoringStore, subject: string): Promise<string[]> {
  const { collection } = openStore(store);
  return collection.distinct('state.ventureId', { 'state.mentorSubject': subject }) as Promise<string[]>;
}

/** The sessions of a cohort outside office hours. Sessions inside are counted as office hours. */
export async function recordedIn(store: MentoringStore, cohortId: string) {
  const { collection } = openStore(store);
  const docs = await collection.find({ 'state.cohortId': cohortId, 'state.officeHourId': '' }).toArray();
  return docs.map(({ state: { ventureId, heldOn } }) => ({
    ventureId,
    at: new Date(Date.UTC(heldOn.year, heldOn.month - 1, heldOn.day)),
  }));
}
