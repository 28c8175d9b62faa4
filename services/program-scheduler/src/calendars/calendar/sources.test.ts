import { expect, test } from '@jest/globals';
import {
  deadlineEntries,
  eventEntries,
  meetingEntries,
  officeHourEntries,
  sessionEntries,
  visitEntries,
} from './sources.ts';

const standing = <S>(state: S) => ({ id: 'x_1', version: 3, changedAt: new Date(9), state }) as never;
const day = (date: number) => ({ year: 2016, month: 6, day: date });

test('an event is shown on its days, and stays when it is cancelled', () => {
  const event = { name: { ko: '행사', en: '' }, startDate: day(1), endDate: day(3), state: 'CANCELLED' };
  expect(eventEntries(standing(event))).toEqual([
    {
      id: 'x_1',
      sequence: 3,
      changedAt: new Date(9),
      cancelled: true,
      title: { ko: '행사', en: '' },
      place: undefined,
      when: { from: day(1), through: day(3) },
    },
  ]);
});
test('an event with a known month only has no entry; where only the day of the end is unknown, the entry is the first day', () => {
  expect(eventEntries(standing({ startDate: day(0), state: 'PLANNED' }))).toEqual([]);
  expect(visitEntries(standing({ startDate: day(0), state: 'CONFIRMED' }))).toEqual([]);
  const visit = { name: { ko: '대표단', en: '' }, startDate: day(2), endDate: day(0), state: 'CONFIRMED' };
  expect(visitEntries(standing(visit))).toMatchObject([
    { title: { ko: '방문: 대표단', en: 'Visit: 대표단' }, when: { from: day(2), through: day(2) } },
  ]);
});
test('a session in an office hour is shown once, as the office hour', () => {
  expect(sessionEntries(standing({ heldOn: day(1), officeHourId: 'ofh_1' }))).toEqual([]);
  expect(sessionEntries(standing({ heldOn: day(1), officeHourId: '' }))).toHaveLength(1);
  const hour = { startsAt: new Date(0), endsAt: new Date(1), state: 'CANCELLED', place: undefined };
  expect(officeHourEntries(standing(hour))).toMatchObject([{ cancelled: true, when: { timeZone: 'Asia/Seoul' } }]);
});

test('the deadline of a round that was closed early is shown as cancelled', () => {
  const round = (closesAt: Date, state: string) => standing({ name: { ko: '모집', en: '' }, closesAt, state });
  expect(deadlineEntries(round(new Date(10), 'OPEN'))).toMatchObject([{ cancelled: false }]);
  expect(deadlineEntries(round(new Date(10), 'CLOSED'))).toMatchObject([{ cancelled: true }]);
  expect(deadlineEntries(round(new Date(9), 'CLOSED'))).toMatchObject([{ cancelled: false }]);
});

test('a 1:1 meeting shows its time and table but no name, and stays when it is cancelled', () => {
  const meeting = {
    startsAt: new Date(0),
    endsAt: new Date(1),
    timeZone: 'Asia/Seoul',
    table: 3,
    state: 'CANCELLED',
  };
  const [entry] = meetingEntries(standing({ ...meeting, firstPartyId: 'ven_1', secondPartyId: 'inv_1' }));
  expect(entry).toMatchObject({
    cancelled: true,
    sequence: 3,
    place: { en: 'table 3' },
    title: { ko: '1:1 미팅', en: '1:1 meeting' },
  });
  expect(JSON.stringify(entry)).not.toMatch(/ven_1|inv_1/);
});
