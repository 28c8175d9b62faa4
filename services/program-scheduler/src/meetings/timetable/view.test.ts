import { expect, test } from '@jest/globals';
import { byId } from '@naru/kit/names';
import { explainSlots } from '@naru/timetable-solver/explain';
import { solveByMoves } from '@naru/timetable-solver/solve';
import * as decide from './decide.ts';
import { at, party, plan, slot, wish } from './fixture/ground.ts';
import { assignmentsOf, instanceOf } from './instance.ts';
import * as life from './lifecycle.ts';
import { kindOf, toProto } from './message.ts';
import { evolve, type Timetable, type TimetableEvent } from './timetable.ts';
import { explanationOf } from './view.ts';

const step = (one: Timetable | null, events: TimetableEvent[]) =>
  events.reduce<Timetable | null>(evolve, one) as Timetable;
const planned = (change = {}) => step(null, decide.planTimetable(null, plan(change)));
const solved = (one: Timetable) => {
  const answer = solveByMoves(instanceOf(one), { moves: 2_000 });
  return step(one, life.applySolution(one, { inputs: one.inputs, answer, solvedAt: at(8) }));
};
const whyOf = (one: Timetable, id: string) => {
  const views = explainSlots({ instance: instanceOf(one), assignments: assignmentsOf(one), meeting: id, begun: [] });
  const found = one.meetings.find((each) => each.id === id);
  if (!found) throw new Error(`no meeting ${id}`);
  return explanationOf(one, { wish: found, views, nameOf: byId });
};
const FIRST = 'mtg_ven_1_inv_1';

test('each participant has the meetings of the day in order, with the gaps', () => {
  const one = solved(planned());
  const { participants, figures } = toProto(one, byId);
  for (const { meetingIds, kind } of participants) {
    expect(meetingIds).toHaveLength(2);
    expect(kind).not.toBe('ORGANISATION');
  }
  expect(figures).toMatchObject({ meetings: 4, placed: 4, unplaced: 0, gaps: 0, proven: true });
  const gaps = participants.reduce((sum, { gaps: own }) => sum + own, 0);
  expect(gaps).toBe(one.quality.gaps);
});

test.each([
  ['few_meetings', { minimum: 3 }, {}],
  ['few_slots', { minimum: 2, unavailableSlotIds: ['s1', 's2', 's3'] }, {}],
  ['few_slots', { minimum: 2, session: 'MORNING' as const, unavailableSlotIds: ['s1'] }, {}],
  ['unplaced', { minimum: 2 }, { tables: 1, slots: [slot(1)] }],
])('a participant with fewer meetings than its minimum gets the reason: %s', (code, wanted, change) => {
  const parties = [party('ven_1', wanted), ...['ven_2', 'inv_1', 'inv_2'].map((id) => party(id))];
  const slots = code === 'unplaced' ? [slot(1), slot(2)] : undefined;
  const one = planned({
    parties,
    ...change,
    ...(slots && { slots, meetings: [wish('ven_1', 'inv_1'), wish('ven_1', 'inv_2')] }),
  });
  expect(toProto(one, byId).participants[0]?.short).toMatchObject({ code, partyIds: ['ven_1'] });
});

test('gives the reasons for a slot and for a table', () => {
  const one = solved(planned());
  expect(['fewest_gaps', 'only_slot', 'found']).toContain(whyOf(one, FIRST).slot?.code);
  const locked = step(one, decide.lockMeeting(one, { meetingId: FIRST, slotId: 's4', table: 2 }));
  expect(whyOf(locked, FIRST)).toMatchObject({ slot: { code: 'locked' }, table: { code: 'locked' } });
  expect(whyOf(planned(), FIRST)).toMatchObject({ slot: { code: 'not_solved' }, table: undefined });
  const tight = solved(planned({ slots: [slot(1)], meetings: [wish('ven_1', 'inv_1')] }));
  expect(whyOf(tight, FIRST)).toMatchObject({ slot: { code: 'only_slot' }, table: { code: 'free' } });
});

test.each([
  ['ven_1', 'VENTURE'],
  ['inv_1', 'INVESTOR'],
  ['KR-27', 'CENTRE'],
  ['org_1', 'ORGANISATION'],
])('%s is a %s', (id, kind) => expect(kindOf(id)).toBe(kind));
