/** The collection of timetables: one for an event, with an id derived from the event id. */
import { ListTimetablesRequest } from '@naru/contracts/program/v1/timetable';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { evolve, type Timetable, type TimetableEvent, type WhyUnplaced, type Wish } from './timetable.ts';

export type TimetableStore = AggregateStore<Timetable, TimetableEvent, ListTimetablesRequest>;

export const timetableId = (eventId: string): string => derivedId('tmt', eventId);

export const timetableStore = ({ db, relay }: Host): TimetableStore =>
  aggregateStore<Timetable, TimetableEvent, ListTimetablesRequest>(
    {
      db,
      noun: 'timetable',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      dueAt: ({ owedSince }) => owedSince ?? undefined,
      indexes: [
        { key: { 'state.state': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
        { key: { 'state.eventId': 1 } },
      ],
      list: {
        request: ListTimetablesRequest,
        filters: {
          eventId: 'state.eventId',
          centreId: 'state.centreId',
          state: 'state.state',
        },
        reach: { centre: 'state.centreId' },
        without: ['state.slots', 'state.participants', 'state.meetings'],
      },
    },
    relay,
  );

type OldReason = Omit<WhyUnplaced, 'figures' | 'said'> & { ko: string; en: string };
type OldTimetable = Omit<Timetable, 'meetings'> & {
  meetings: (Omit<Wish, 'reason'> & { reason: OldReason | null })[];
};

/**
 * Shape 2 stores the figures of a reason. Shape 1 stored its sentence in both languages, which is shown unchanged. A
 * list reads timetables without their meetings.
 */
export const fromSchema1 = ({ meetings = [], ...old }: OldTimetable): Timetable => ({
  ...old,
  meetings: meetings.map(({ reason, ...wish }): Wish => {
    if (!reason) return { ...wish, reason };
    const { ko, en, ...kept } = reason;
    return { ...wish, reason: { ...kept, figures: {}, said: { ko, en } } };
  }),
});

/**
 * The timetables that are not closed and have a meeting of this introduction. Open timetables are few, so no index is
 * needed.
 */
export const timetablesWith = (store: TimetableStore, introductionId: string): Promise<string[]> =>
  idsIn(store, { 'state.state': { $in: ['DRAFT', 'PUBLISHED'] }, 'state.meetings.introductionId': introductionId });

/** The published timetables in which a party takes part. */
export const publishedWith = (store: TimetableStore, partyId: string): Promise<string[]> =>
  idsIn(store, { 'state.state': 'PUBLISHED', 'state.participants.partyId': partyId });

/** Whether an event has a timetable that is not closed. */
export const hasTimetable = async (store: TimetableStore, eventId: string): Promise<boolean> =>
  (await idsIn(store, { _id: timetableId(eventId), 'state.state': { $ne: 'CLOSED' } })).length > 0;

/** A timetable holds thousands of meetings, so the ids alone are read. */
async function idsIn(store: TimetableStore, filter: object): Promise<string[]> {
  const { collection, patiently } = openStore(store);
  const docs = await patiently(() => collection.find(filter, { projection: { _id: 1 } }).toArray());
  return docs.map(({ _id }) => _id);
}

/** The centre that owns a timetable, read without its content; null where there is no timetable. */
export async function centreIdOf(timetables: TimetableStore, id: string): Promise<string | null> {
  const { collection } = openStore(timetables);
  const doc = await collection.findOne({ _id: id }, { projection: { 'state.centreId': 1 } });
  return doc === null ? null : doc.state.centreId;
}
