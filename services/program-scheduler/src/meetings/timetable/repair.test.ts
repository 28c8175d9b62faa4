import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { checkTimetable } from '@naru/timetable-solver/check';
import { repairTimetable } from '@naru/timetable-solver/repair';
import { solveByMoves } from '@naru/timetable-solver/solve';
import fc from 'fast-check';
import { differences, type Told } from './announce.ts';
import * as decide from './decide.ts';
import { at, party, placeOf, plan, slot, wish } from './fixture/ground.ts';
import { assignmentsOf, instanceOf } from './instance.ts';
import * as life from './lifecycle.ts';
import { applyRepair, damage, type Incident, repaired } from './repair.ts';
import { evolve, type Timetable, type TimetableEvent } from './timetable.ts';

const given = scenario({ evolve });
const NOW = at(8);
const step = (state: Timetable | null, events: TimetableEvent[]) =>
  events.reduce<Timetable | null>(evolve, state) as Timetable;
const solutionOf = (one: Timetable): life.Solution => ({
  inputs: one.inputs,
  answer: solveByMoves(instanceOf(one), { moves: 1_000 }),
  solvedAt: NOW,
});
const solve = (one: Timetable) => step(one, life.applySolution(one, solutionOf(one)));
const publish = (one: Timetable) => step(one, life.publishTimetable(one, NOW));
const ready = publish(solve(step(null, decide.planTimetable(null, plan()))));

/** The steps of the RPC, without its thread. */
function repair(one: Timetable, incident: Incident, now = NOW) {
  const hurt = damage(one, { incident, now });
  const answer = repairTimetable({ ...hurt.task, steps: 5_000 });
  const { meetings, changes } = repaired(hurt, answer);
  const events = applyRepair(one, { damage: hurt, meetings, now });
  return { state: step(one, events), changes, events };
}

test('a party that does not come loses every future meeting, and no other party is moved', () => {
  const { state, changes } = repair(ready, { kind: 'no-show', partyId: 'ven_1' });
  expect(changes.map(({ wish: { firstPartyId }, after }) => [firstPartyId, after])).toEqual([
    ['ven_1', null],
    ['ven_1', null],
  ]);
  expect(state.meetings.find(({ id }) => id === 'mtg_ven_1_inv_1')?.reason).toMatchObject({
    code: 'absent',
    participants: ['ven_1'],
  });
  expect(state).toMatchObject({ revision: 2, owedSince: NOW, quality: { placed: 2 } });
  const back = repair(state, { kind: 'arrived', partyId: 'ven_1' });
  expect(back.state.quality.placed).toBe(4);
});

test('a repair never changes a meeting that has begun', () => {
  const noon = at(11, 10);
  const begun = ready.meetings.filter(({ place }) => ['s1', 's2'].includes(place?.slotId ?? ''));
  const { state } = repair(ready, { kind: 'no-show', partyId: 'ven_1' }, noon);
  for (const { id } of begun) expect(placeOf(state, id)).toBe(placeOf(ready, id));
  expect(() => damage(ready, { incident: { kind: 'none' }, now: at(20) })).toThrow(
    expect.objectContaining({ code: 'timetable.over' }),
  );
});

test('a lost table is not used again; the other tables keep their numbers', () => {
  const { state } = repair(ready, { kind: 'table', table: 1, fromSlotId: 's1' });
  expect(state.meetings.map(({ place }) => place?.table)).toEqual([2, 2, 2, 2]);
  expect(state.quality.placed).toBe(4);
  expect(() => repair(state, { kind: 'table', table: 1, fromSlotId: 's2' })).toThrow(
    expect.objectContaining({ code: 'request.invalid' }),
  );
});

test('a late party meets later, and a meeting added by hand finds a place', () => {
  const { state } = repair(ready, { kind: 'late', partyId: 'ven_2', untilSlotId: 's3' });
  const late = state.meetings.filter(({ firstPartyId }) => firstPartyId === 'ven_2');
  expect(late.map(({ place }) => place?.slotId).sort()).toEqual(['s3', 's4']);
  const added = step(state, decide.addMeeting(state, wish('ven_1', 'ven_2')));
  expect(placeOf(added, 'mtg_ven_1_ven_2')).toBe('');
  // ven_2 is full: it is available in two slots, and has two meetings.
  const full = repair(added, { kind: 'none' }).state;
  expect(full.meetings.find(({ id }) => id === 'mtg_ven_1_ven_2')?.reason?.code).toBeDefined();
});

test.each<[string, Incident, string]>([
  ['a party', { kind: 'no-show', partyId: 'ven_9' }, 'noShowPartyId'],
  ['a late party', { kind: 'late', partyId: 'ven_9', untilSlotId: 's2' }, 'late.partyId'],
  ['a slot', { kind: 'late', partyId: 'ven_1', untilSlotId: 's9' }, 'late.untilSlotId'],
  ['a table', { kind: 'table', table: 7, fromSlotId: 's1' }, 'lostTable.table'],
  ['the slot of a table', { kind: 'table', table: 1, fromSlotId: 's9' }, 'lostTable.fromSlotId'],
])('a refusal names %s that does not exist', (_, incident, path) => {
  expect(() => repair(ready, incident)).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path })] }),
  );
});

test('refuses to repair a draft; a repair that changes nothing publishes nothing', () => {
  const draft = step(null, decide.planTimetable(null, plan()));
  expect(() => damage(draft, { incident: { kind: 'none' }, now: NOW })).toThrow(
    expect.objectContaining({ code: 'timetable.not_published' }),
  );
  const hurt = damage(ready, { incident: { kind: 'none' }, now: NOW });
  given({ type: 'TimetablePlanned', timetable: ready })
    .when((one) => applyRepair(one, { damage: hurt, meetings: ready.meetings, now: NOW }))
    .nothing();
});

test('only the parties of meetings that differ from the announced ones receive an announcement', () => {
  const told = new Map<string, Told>();
  const tell = (one: Timetable, now = NOW) => {
    const found = differences(one, told, now);
    for (const each of found) {
      if ('telling' in each) told.set(each.meetingId, { ...each.telling, state: 'SCHEDULED' });
      else told.set(each.meetingId, { ...(told.get(each.meetingId) as Told), state: 'CANCELLED' });
    }
    return found;
  };
  expect(tell(ready)).toHaveLength(4);
  expect(tell(ready)).toEqual([]);
  const { state, changes } = repair(ready, { kind: 'no-show', partyId: 'inv_2' });
  const news = tell(state);
  expect(news.map(({ meetingId }) => meetingId).sort()).toEqual(changes.map(({ wish: { id } }) => id).sort());
  expect(news).toMatchObject([{ cancel: 'side_absent' }, { cancel: 'side_absent' }]);
  const off = step(state, life.closeTimetable(state, { calledOff: true, now: NOW }));
  const left = differences(off, told, at(11, 10));
  expect(left.length).toBeLessThanOrEqual(2);
  expect(differences(off, told, at(20))).toEqual([]);
});

type Action = { kind: string; a: number; b: number; c: number };

const PEOPLE = ['ven_1', 'ven_2', 'ven_3', 'inv_1', 'inv_2', 'inv_3'];
const wide = plan({
  slots: [1, 2, 3, 4, 5].map(slot),
  parties: PEOPLE.map((id) => party(id)),
  meetings: ['ven_1', 'ven_2', 'ven_3'].flatMap((first) =>
    ['inv_1', 'inv_2', 'inv_3'].map((second) => wish(first, second)),
  ),
});

/** One edit, solution or repair. A refusal is a valid answer too, and changes nothing. */
function act(one: Timetable, { kind, a, b, c }: Action, now: Date): Timetable {
  const who = PEOPLE[a % PEOPLE.length] as string;
  const meetingId = one.meetings[a % Math.max(1, one.meetings.length)]?.id ?? '';
  const slotId = `s${1 + (b % 5)}`;
  const nothing: decide.Revision = { slots: null, tables: 0, parties: [], removePartyIds: [], meetings: [] };
  switch (kind) {
    case 'lock':
      return step(one, decide.lockMeeting(one, { meetingId, slotId: c % 2 ? slotId : '', table: c % 3 }));
    case 'unlock':
      return step(one, decide.unlockMeeting(one, { meetingId }));
    case 'add':
      return step(one, decide.addMeeting(one, wish(who, PEOPLE[b % PEOPLE.length] as string, { id: `mtg_${a}_${b}` })));
    case 'remove':
      return step(one, decide.removeMeeting(one, { meetingId, now }));
    case 'update':
      return step(one, decide.updateMeeting(one, { meetingId, session: 'MORNING', priority: b % 10 }));
    case 'revise':
      return step(
        one,
        decide.amendTimetable(one, {
          ...nothing,
          tables: 1 + (b % 3),
          parties: [party(who, { unavailableSlotIds: [slotId], maximum: c % 4 })],
        }),
      );
    case 'solve':
      return solve(one);
    case 'publish':
      return publish(one);
    case 'late':
      return repair(one, { kind: 'late', partyId: who, untilSlotId: slotId }, now).state;
    case 'table':
      return repair(one, { kind: 'table', table: 1 + (c % 2), fromSlotId: slotId }, now).state;
    default:
      return repair(one, { kind: kind as 'no-show' | 'arrived', partyId: who }, now).state;
  }
}

test('after any sequence of edits, solutions and repairs every rule holds, and no locked or begun meeting has moved', () => {
  const kinds = [
    'lock',
    'unlock',
    'add',
    'remove',
    'update',
    'revise',
    'solve',
    'publish',
    'late',
    'table',
    'no-show',
    'arrived',
  ];
  const nat = fc.nat({ max: 30 });
  const actions = fc.array(fc.record({ kind: fc.constantFrom(...kinds), a: nat, b: nat, c: nat }), {
    minLength: 5,
    maxLength: 25,
  });
  let acted = 0;
  fc.assert(
    fc.property(actions, fc.boolean(), (list, isPublished) => {
      const draft = step(null, decide.planTimetable(null, wide));
      let one = isPublished ? publish(solve(draft)) : draft;
      list.forEach((action, i) => {
        // Time passes between the actions.
        const now = one.state === 'DRAFT' ? NOW : at(10, 8 * i);
        const before = one;
        try {
          one = act(one, action, now);
          acted += 1;
        } catch (error) {
          expect(error).toMatchObject({ name: 'Rejection' });
        }
        const assignments = assignmentsOf(one);
        const held = new Set(assignments.map(({ meeting }) => meeting));
        const unplaced = one.meetings.filter(({ id }) => !held.has(id)).map(({ id }) => ({ meeting: id }));
        expect(checkTimetable(instanceOf(one), { assignments, unplaced })).toMatchObject({
          violations: [],
          gaps: one.quality.gaps,
        });
        if (before.state !== 'PUBLISHED') return;
        for (const { id, place, lock } of before.meetings) {
          const now_ = one.meetings.find((each) => each.id === id);
          const hasBegun = before.slots.some((each) => each.id === place?.slotId && each.startsAt <= now);
          if (hasBegun) expect(now_?.place).toEqual(place);
          if (lock && now_?.place) expect(now_.place.slotId).toBe(lock.slotId);
        }
      });
    }),
    { numRuns: 200, seed: 9 },
  );
  expect(acted).toBeGreaterThan(500);
});
