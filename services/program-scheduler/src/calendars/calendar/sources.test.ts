import { expect, test } from '@jest/globals';
import { participations } from './participation.ts';
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

test('a 1:1 meeting of which nobody may be named shows its time and table, and stays when it is cancelled', () => {
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

test('a 1:1 meeting shows the other party, the event, the venue and the country, as they are named now', () => {
  const meeting = {
    startsAt: new Date(0),
    endsAt: new Date(1),
    timeZone: 'Asia/Shanghai',
    table: 3,
    state: 'SCHEDULED',
  };
  const parties = { firstPartyId: 'ven_1', secondPartyId: 'inv_1', eventId: 'evt_1' };
  const told = {
    named: (ids: readonly string[]) => (ids.includes('inv_1') ? [{ ko: '베이캐피탈', en: 'Bay Capital' }] : []),
    event: () => ({
      name: { ko: 'MWC 상하이', en: 'MWC Shanghai' },
      place: { ko: '상하이', en: 'Shanghai' },
      country: 'CN',
    }),
  };
  expect(meetingEntries(standing({ ...meeting, ...parties }), told)).toMatchObject([
    {
      title: { ko: '1:1 미팅: 베이캐피탈', en: '1:1 meeting with Bay Capital' },
      place: { ko: '테이블 3, 상하이, 중국', en: 'table 3, Shanghai, China' },
      note: { ko: 'MWC 상하이', en: 'MWC Shanghai' },
    },
  ]);
});

test('an event is shown to a team as far as the team takes part in it, and each change raises the sequence', () => {
  const event = standing({ name: { ko: '행사', en: '' }, startDate: day(1), endDate: day(3), state: 'PLANNED' });
  const part = (state: string, version = 1) =>
    participations(
      [{ id: 'app_1', version, changedAt: new Date(20), state: { roundId: 'rnd_1', state } }] as never,
      () => 'x_1',
    );
  const shown = (state: string) =>
    eventEntries(event, part(state).get('x_1')).map(({ cancelled, tentative, sequence, changedAt }) => ({
      ...{ cancelled, tentative, sequence },
      at: changedAt.getTime(),
    }));
  const [sequence, at] = [4, 20];
  expect(shown('SELECTED')).toEqual([{ cancelled: false, tentative: false, sequence, at }]);
  for (const state of ['SUBMITTED', 'ELIGIBLE', 'WAITLISTED'])
    expect([state, shown(state)]).toEqual([state, [{ cancelled: false, tentative: true, sequence, at }]]);
  for (const state of ['WITHDRAWN', 'REJECTED', 'INELIGIBLE'])
    expect([state, shown(state)]).toEqual([state, [{ cancelled: true, tentative: false, sequence, at }]]);
  expect(part('DRAFT').size).toBe(0);
});

test('of several applications for one event the best one counts', () => {
  const applied = ['REJECTED', 'SELECTED', 'DRAFT'].map((state, index) => ({
    ...{ id: `app_${index}`, version: 2, changedAt: new Date(index) },
    state: { roundId: `rnd_${index}`, state },
  }));
  const found = participations(applied as never, () => 'evt_1');
  expect([...found]).toEqual([['evt_1', { part: 'CONFIRMED', sequence: 4, changedAt: new Date(1) }]]);
});
