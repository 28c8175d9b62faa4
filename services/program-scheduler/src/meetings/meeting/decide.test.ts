import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { cancelMeeting, scheduleMeeting } from './decide.ts';
import { evolve, type Meeting, type MeetingEvent } from './meeting.ts';

const given = scenario({ evolve });
const meeting: Meeting = {
  ...{ id: 'mtg_1', timetableId: 'tmt_1', eventId: 'evt_1', introductionId: 'int_1', centreId: 'KR-27' },
  ...{ firstPartyId: 'ven_1', secondPartyId: 'inv_1', state: 'SCHEDULED', timeZone: 'Asia/Seoul' },
  ...{ startsAt: new Date(1_000), endsAt: new Date(2_000), table: 3, cancelled: undefined, revision: 2 },
};
const scheduled: MeetingEvent = { type: 'MeetingScheduled', meeting };
const cancelled = { code: 'taken_out', event: { ko: '라온 데모데이', en: 'Raon Demo Day' } } as const;
const calledOff: MeetingEvent = { type: 'MeetingCancelled', cancelled, revision: 3 };
const schedule = (change: Partial<Meeting>) => (one: Meeting | null) => scheduleMeeting(one, { ...meeting, ...change });
const cancel = (revision: number) => (one: Meeting | null) => cancelMeeting(one, { cancelled, revision });

test('a meeting is scheduled once, and moved where its place changes', () => {
  given().when(schedule({})).then(scheduled);
  given(scheduled)
    .when(schedule({ revision: 3 }))
    .nothing();
  const place = { startsAt: new Date(3_000), endsAt: new Date(4_000), table: 1, revision: 3 };
  given(scheduled).when(schedule(place)).then({ type: 'MeetingMoved', place });
  given(scheduled)
    .when(schedule({ table: 4 }))
    .leaves({ table: 4, state: 'SCHEDULED' });
});

test('an older revision of the timetable changes nothing, however late it arrives', () => {
  given(scheduled)
    .when(schedule({ table: 9, revision: 1 }))
    .nothing();
  given(scheduled).when(cancel(1)).nothing();
});

test('a meeting is cancelled once, and scheduled again where it gets a new place', () => {
  given(scheduled).when(cancel(3)).then(calledOff);
  given(scheduled, calledOff).when(cancel(4)).nothing();
  given(scheduled, calledOff)
    .when(schedule({ revision: 4 }))
    .leaves({ state: 'SCHEDULED', cancelled: undefined });
});

test('an unknown meeting is not cancelled, and a move of an unknown meeting creates nothing', () => {
  expect(cancel(1)(null)).toEqual([]);
  expect(evolve(null, calledOff)).toBeNull();
});

test('a meeting moves where its beginning, its end or its table changes, and where its revision does', () => {
  for (const other of [{ startsAt: new Date(1_001) }, { endsAt: new Date(2_001) }, { table: 4 }])
    given(scheduled).when(schedule(other)).leaves(other);
});
test('the present revision may cancel the meeting, and an older one does not schedule it again', () => {
  given(scheduled).when(cancel(2)).leaves({ state: 'CANCELLED', cancelled, revision: 2 });
  given(scheduled, calledOff)
    .when(schedule({ revision: 2 }))
    .nothing();
  given(scheduled, calledOff)
    .when(schedule({ revision: 3 }))
    .leaves({ state: 'SCHEDULED', revision: 3 });
});
