/**
 * The collection of published meetings. Each is one document, so that its parties get its events and calendars can
 * follow it.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Snapshot } from '@naru/kit/change';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { evolve, type Meeting, type MeetingEvent } from './meeting.ts';

export type MeetingStore = AggregateStore<Meeting, MeetingEvent>;

export const meetingStore = ({ db, relay }: Host): MeetingStore =>
  aggregateStore<Meeting, MeetingEvent>(
    {
      db,
      noun: 'meeting',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      indexes: [
        { key: { 'state.timetableId': 1, _id: 1 } },
        { key: { 'state.firstPartyId': 1, _id: 1 } },
        { key: { 'state.secondPartyId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
      ],
    },
    relay,
  );

/** Shape 2 stores the code of a cancellation. Shape 1 stored its sentence, which is shown unchanged. */
export const fromSchema1 = ({
  cancelReason,
  ...old
}: Omit<Meeting, 'cancelled'> & { cancelReason?: LocalizedText | null }): Meeting => ({
  ...old,
  cancelled: cancelReason ? { said: cancelReason } : undefined,
});

/** Every announced meeting of a timetable, by id. */
export async function meetingsOf(meetings: MeetingStore, timetableId: string): Promise<ReadonlyMap<string, Meeting>> {
  return new Map((await meetings.all({ where: { timetableId } })).map(({ id, state }) => [id, state]));
}

/** A party may be on either side of a meeting. */
const ofParty = (partyId: string): object => ({
  $or: [{ 'state.firstPartyId': partyId }, { 'state.secondPartyId': partyId }],
});

/** The meetings of a party at an event, in order of time. */
export async function scheduleOf(
  store: MeetingStore,
  { eventId, partyId }: { eventId: string; partyId: string },
): Promise<Snapshot<Meeting>[]> {
  const { collection, patiently, snapshotOf } = openStore(store);
  const docs = await patiently(() => collection.find({ ...ofParty(partyId), 'state.eventId': eventId }).toArray());
  const found = docs.map((doc) => snapshotOf(doc));
  return found.sort((x, y) => x.state.startsAt.getTime() - y.state.startsAt.getTime());
}
