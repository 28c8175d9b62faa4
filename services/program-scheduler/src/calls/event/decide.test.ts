import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { cancelEvent, holdEvent, openEvent, planEvent, selectForEvent, updateEvent } from './decide.ts';
import { type Event, type EventEvent, evolve } from './event.ts';

const event: Event = {
  id: 'evt_1',
  programmeId: '',
  name: { ko: 'CES(데모)', en: 'CES (demo)' },
  type: 'EXHIBITION',
  edition: 0,
  place: undefined,
  country: 'US',
  startDate: { year: 2016, month: 1, day: 6 },
  endDate: undefined,
  timeZone: 'America/Los_Angeles',
  state: 'PLANNED',
  cancelReason: '',
  parentEventId: '',
  brand: undefined,
  source: undefined,
};
const planned: EventEvent = { type: 'EventPlanned', event };
const held: EventEvent = { type: 'EventHeld' };
const cancelled: EventEvent = { type: 'EventCancelled', reason: 'no teams' };
const given = scenario<Event, EventEvent>({ evolve });
const hold = (instant: string) => (state: Event | null) => holdEvent(state, new Date(instant));
const cancel = (state: Event | null) => cancelEvent(state, 'no teams');

test('plan: creates an event', () =>
  given()
    .when((e) => planEvent(e, event))
    .then(planned));
test('plan: changes nothing when asked twice', () =>
  given(planned)
    .when((e) => planEvent(e, event))
    .nothing());

test('hold: is allowed from the first day on, by the calendar of the place', () =>
  given(planned).when(hold('2016-01-06T08:00:00Z')).then(held));
test('hold: refuses before that day, even where Seoul already has it', () =>
  given(planned).when(hold('2016-01-06T07:59:59Z')).refuses('event.not_begun'));
test('hold: the refusal says in both languages which event begins and when', () => {
  const early = () => holdEvent(event, new Date('2016-01-05T00:00:00Z'));
  expect(early).toThrow(
    expect.objectContaining({
      said: {
        ko: 'CES(데모)는 현지(America/Los_Angeles) 날짜로 2016년 1월 6일에 시작합니다. 그때부터 개최된 것으로 기록할 수 있습니다',
        en: 'the event CES (demo) does not begin before 6 January 2016 (local date, America/Los_Angeles); it can be recorded as held from then on',
      },
    }),
  );
});
test('hold: is allowed once the month has begun where no day is known', () =>
  given({ type: 'EventPlanned', event: { ...event, startDate: { year: 2016, month: 1, day: 0 } } })
    .when(hold('2016-01-02T00:00:00Z'))
    .then(held));
test('hold: refuses what was cancelled', () =>
  given(planned, cancelled).when(hold('2016-01-08T00:00:00Z')).refuses('event.cancelled'));
test('hold: refuses what does not exist', () => given().when(hold('2016-01-08T00:00:00Z')).refuses('event.not_found'));
test('hold: changes nothing when asked twice', () => given(planned, held).when(hold('2015-01-01T00:00:00Z')).nothing());

test('cancel: keeps the reason', () =>
  given(planned).when(cancel).leaves({ state: 'CANCELLED', cancelReason: 'no teams' }));
test('cancel: refuses what was held', () => given(planned, held).when(cancel).refuses('event.held'));
test('cancel: refuses what does not exist', () => given().when(cancel).refuses('event.not_found'));
test('cancel: changes nothing when asked twice', () => given(planned, cancelled).when(cancel).nothing());

test('an event about an unknown aggregate creates nothing', () => expect(evolve(null, held)).toBeNull());

const moved = { startDate: { year: 2016, month: 1, day: 7 } };
const move = (state: Event | null) => updateEvent(state, moved);
test('update: moves an event', () => given(planned).when(move).leaves(moved));
test('update: refuses an event that was held or cancelled', () => {
  given(planned, held).when(move).refuses('event.held');
  given(planned, cancelled).when(move).refuses('event.cancelled');
});
test('update: changes nothing where the fields are the same', () =>
  given(planned)
    .when((e) => updateEvent(e, { name: { ...event.name } }))
    .nothing());

test('the first round opens an event, and a second one changes nothing', () => {
  given(planned).when(openEvent).leaves({ state: 'OPEN' });
  given(planned, { type: 'EventOpened' }).when(openEvent).nothing();
  given(planned, cancelled).when(openEvent).nothing();
});
test('the selection of teams is recorded once, and never for a cancelled event', () => {
  given(planned, { type: 'EventOpened' }).when(selectForEvent).leaves({ state: 'SELECTED' });
  given(planned, { type: 'EventSelected' }).when(selectForEvent).nothing();
  given(planned, cancelled).when(selectForEvent).nothing();
});

test('evolve stores each step, whatever the state before', () => {
  given(planned).when(hold('2016-01-08T00:00:00Z')).leaves({ state: 'HELD' });
  given(planned).when(selectForEvent).leaves({ state: 'SELECTED' });
  given(planned, { type: 'EventOpened' }).when(cancel).leaves({ state: 'CANCELLED' });
  for (const step of [{ type: 'EventSelected' }, held] satisfies EventEvent[]) {
    given(planned, step).when(openEvent).nothing();
    given(planned, step).when(selectForEvent).nothing();
  }
  given().when(openEvent).nothing();
  given().when(selectForEvent).nothing();
  given().when(move).refuses('event.not_found');
});

test('update: an event with a timetable keeps a whole day; another one may lose it', () => {
  const month = { startDate: { year: 2016, month: 2, day: 0 } };
  given(planned)
    .when((e) => updateEvent(e, month, { timetableStands: true }))
    .refuses('event.day_needed');
  given(planned)
    .when((e) => updateEvent(e, { startDate: { year: 2016, month: 2, day: 3 } }, { timetableStands: true }))
    .leaves({ startDate: { year: 2016, month: 2, day: 3 } });
  given(planned)
    .when((e) => updateEvent(e, month))
    .leaves(month);
});
