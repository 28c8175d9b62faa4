import { describe, expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import * as decide from './decide.ts';
import { at, party, placeOf, plan, slot, wish } from './fixture/ground.ts';
import { after, closed, NOW, planned, published, solved } from './fixture/lives.ts';
import { publishTimetable } from './lifecycle.ts';
import { evolve, type Timetable, type TimetableEvent } from './timetable.ts';

const given = scenario({ evolve });
const FIRST = 'mtg_ven_1_inv_1';

describe('planning a timetable', () => {
  const planning =
    (change = {}) =>
    (one: Timetable | null) =>
      decide.planTimetable(one, plan(change));
  test('makes a draft of the accepted introductions', () =>
    given()
      .when(planning())
      .leaves({ state: 'DRAFT', inputs: 1, quality: after(...planned).quality }));
  test('refuses a second timetable for the event', () =>
    given(...planned)
      .when(planning())
      .refuses('timetable.exists'));
  test.each([
    ['slots out of order', { slots: [slot(2), slot(1)] }, 'slots[1].startsAt'],
    ['a slot twice', { slots: [slot(1), { ...slot(2), id: 's1' }] }, 'slots[1].id'],
    ['a slot that ends early', { slots: [{ ...slot(1), endsAt: at(9) }] }, 'slots[0].endsAt'],
    ['a party twice', { parties: [party('ven_1'), party('ven_1')] }, 'participants[1].partyId'],
    [
      'a slot that is not there',
      { parties: [party('ven_1', { unavailableSlotIds: ['s9'] })] },
      'participants[0].unavailableSlotIds[0]',
    ],
    [
      'a minimum above the maximum',
      { parties: [party('ven_1', { minimum: 3, maximum: 2 })] },
      'participants[0].minimum',
    ],
  ])('names the field of %s', (_, change, path) => {
    expect(() => planning(change)(null)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ path })] }),
    );
  });
  test('refuses more than a timetable can hold', () => {
    const parties = Array.from({ length: 1_001 }, (_, i) => party(`ven_${i}`));
    given().when(planning({ parties })).refuses('timetable.participants_max');
    const meetings = Array.from({ length: 5_001 }, (_, i) => wish('ven_1', 'inv_1', { id: `mtg_${i}` }));
    given().when(planning({ meetings })).refuses('timetable.meetings_max');
  });
});

describe('revising a timetable', () => {
  const nothing: decide.Revision = { slots: null, tables: 0, parties: [], removePartyIds: [], meetings: [] };
  const revising = (change: Partial<decide.Revision>) => (one: Timetable | null) =>
    decide.amendTimetable(one, { ...nothing, ...change });
  test('gives up the places that no longer hold, and keeps the others', () => {
    const before = after(...solved);
    const place = before.meetings.find(({ id }) => id === FIRST)?.place;
    const change = { parties: [party('ven_1', { unavailableSlotIds: [place?.slotId ?? ''] })] };
    const state = after(...solved, ...revising(change)(before));
    expect(placeOf(state, FIRST)).toBe('');
    for (const { id } of state.meetings.filter((one) => one.id !== FIRST))
      expect(placeOf(state, id)).toBe(placeOf(before, id));
    expect(state).toMatchObject({ inputs: 2, quality: { placed: 3, proven: false, bound: 0, solvedAt: null } });
  });
  test('removes a party with its meetings, and adds newly accepted introductions', () => {
    const change = {
      removePartyIds: ['inv_2'],
      parties: [party('inv_3')],
      meetings: [wish('ven_1', 'inv_3'), wish('ven_1', 'inv_1')],
    };
    const ids = after(...solved, ...revising(change)(after(...solved))).meetings.map(({ id }) => id);
    expect(ids).toEqual([FIRST, 'mtg_ven_2_inv_1', 'mtg_ven_1_inv_3']);
  });
  test('refuses to remove a slot in which a meeting is locked', () => {
    const locked = decide.lockMeeting(after(...planned), { meetingId: FIRST, slotId: 's4', table: 0 });
    given(...planned, ...locked)
      .when(revising({ slots: [1, 2].map(slot) }))
      .refuses('timetable.slot_locked');
  });
  test('refuses once it is published', () =>
    given(...published)
      .when(revising({ tables: 3 }))
      .refuses('timetable.published'));
  test('changes nothing where no field is given', () =>
    given(...solved)
      .when(revising({}))
      .nothing());
});

describe('meetings', () => {
  const adding = (first: string, second: string) => (one: Timetable | null) =>
    decide.addMeeting(one, wish(first, second, { introductionId: '' }));
  test('are added by hand, and wait for a place', () =>
    given(...solved)
      .when(adding('ven_1', 'ven_2'))
      .leaves({
        inputs: 2,
        quality: { ...after(...solved).quality, meetings: 5, bound: 0, proven: false, seconds: 0, solvedAt: null },
      }));
  test('of a party with itself are refused', () =>
    given(...planned)
      .when(adding('ven_1', 'ven_1'))
      .refuses('request.invalid'));
  test('of a party that does not take part are refused', () =>
    given(...planned)
      .when(adding('ven_1', 'ven_9'))
      .refuses('timetable.not_participating', { en: expect.stringMatching(/; add it to the participants first$/) }));
  test('of a party that does not take part are refused once the timetable is published, with another remedy', () =>
    given(...published)
      .when(adding('ven_1', 'ven_9'))
      .refuses('timetable.not_participating', { en: expect.stringMatching(/choose one of its participants$/) }));
  test('are added once', () =>
    given(...planned, ...adding('ven_1', 'ven_2')(after(...planned)))
      .when(adding('ven_1', 'ven_2'))
      .nothing());
  test('are refused after the event', () =>
    given(...closed)
      .when(adding('ven_1', 'ven_2'))
      .refuses('timetable.closed'));

  test('get a half of the day and a priority', () => {
    const change = { meetingId: FIRST, session: 'AFTERNOON' as const, priority: 5 };
    const updating = (one: Timetable | null) => decide.updateMeeting(one, change);
    expect(after(...solved, ...updating(after(...solved))).meetings[0]).toMatchObject({
      session: 'AFTERNOON',
      priority: 5,
    });
    given(...solved, ...updating(after(...solved)))
      .when(updating)
      .nothing();
    given(...published)
      .when(updating)
      .refuses('timetable.published');
  });

  const removing =
    (meetingId: string, now = NOW) =>
    (one: Timetable | null) =>
      decide.removeMeeting(one, { meetingId, now });
  test('are removed, and announced as removed where their parties knew of them', () => {
    expect(after(...solved, ...removing(FIRST)(after(...solved)))).toMatchObject({ revision: 0, owedSince: null });
    expect(after(...published, ...removing(FIRST)(after(...published)))).toMatchObject({ revision: 2, owedSince: NOW });
  });
  test('that have begun cannot be removed', () =>
    given(...published)
      .when(removing(FIRST, at(20)))
      .refuses('timetable.meeting_begun'));
  test('that do not exist are not found', () =>
    given(...planned)
      .when(removing('mtg_x'))
      .refuses('meeting.not_found'));

  const locking =
    (slotId: string, table = 0) =>
    (one: Timetable | null) =>
      decide.lockMeeting(one, { meetingId: FIRST, slotId, table });
  test('are locked at another place in a draft, and get that place at once', () => {
    const state = after(...solved, ...locking('s4', 2)(after(...solved)));
    expect(placeOf(state, FIRST)).toBe('s4/2');
    given(...solved, ...locking('s4', 2)(after(...solved)))
      .when(locking('s4', 2))
      .nothing();
  });
  test('can be locked only at their present place once the timetable is published', () => {
    const state = after(...published, ...locking('')(after(...published)));
    expect(placeOf(state, FIRST)).toBe(placeOf(after(...published), FIRST));
    const elsewhere = ['s1', 's2', 's3', 's4'].find((id) => !placeOf(after(...published), FIRST).startsWith(id)) ?? '';
    given(...published)
      .when(locking(elsewhere))
      .refuses('timetable.lock_moves');
    const [slotId = '', table] = placeOf(after(...published), FIRST).split('/');
    expect(after(...published, ...locking(slotId)(after(...published))).meetings[0]?.lock).toEqual({
      slotId,
      table: 0,
    });
    expect(after(...published, ...locking(slotId, Number(table))(after(...published))).meetings[0]?.lock).toEqual({
      slotId,
      table: Number(table),
    });
    given(...published)
      .when(locking(slotId, 3 - Number(table)))
      .refuses('timetable.lock_moves');
  });
  test('without a place need a slot for their lock', () =>
    given(...planned)
      .when(locking(''))
      .refuses('timetable.not_placed', { en: expect.stringContaining('name the slot') }));
  test('without a place are not locked in a published timetable before a repair places them', () => {
    const waiting = decide.addMeeting(after(...published), wish('ven_1', 'ven_2'));
    const lock = (slotId: string) => (one: Timetable | null) =>
      decide.lockMeeting(one, { meetingId: wish('ven_1', 'ven_2').id, slotId, table: 0 });
    for (const slotId of ['', 's1'])
      given(...published, ...waiting)
        .when(lock(slotId))
        .refuses('timetable.not_placed', { en: expect.stringContaining('after a repair') });
  });
  test('are locked only in known slots and at known tables', () => {
    given(...planned)
      .when(locking('s9'))
      .refuses('request.invalid');
    given(...planned)
      .when(locking('s1', 3))
      .refuses('request.invalid');
  });
  test('whose lock cannot be kept have that as their reason', () => {
    const away = decide.planTimetable(
      null,
      plan({
        parties: [
          party('ven_1', { unavailableSlotIds: ['s1'] }),
          ...['ven_2', 'inv_1', 'inv_2'].map((id) => party(id)),
        ],
      }),
    );
    const state = after(...away, ...locking('s1')(after(...away)));
    expect(state.meetings[0]).toMatchObject({ place: null, reason: { code: 'lock_forbidden' } });
  });
  test('are unlocked', () => {
    const locked = [...solved, ...locking('s4')(after(...solved))];
    const unlocking = (one: Timetable | null) => decide.unlockMeeting(one, { meetingId: FIRST });
    expect(after(...locked, ...unlocking(after(...locked))).meetings[0]?.lock).toBeNull();
    given(...solved)
      .when(unlocking)
      .nothing();
  });
  test('of a published timetable stay at their places, even where unlocking one would let another lock hold', () => {
    const lock = (meetingId: string) => (one: Timetable | null) =>
      decide.lockMeeting(one, { meetingId, slotId: 's1', table: 0 });
    const draft = [...planned, ...lock(FIRST)(after(...planned))];
    const clashing = [...draft, ...lock('mtg_ven_1_inv_2')(after(...draft))];
    const known = [...clashing, ...publishTimetable(after(...clashing), NOW)];
    const unlocked = [...known, ...decide.unlockMeeting(after(...known), { meetingId: FIRST })];
    for (const id of [FIRST, 'mtg_ven_1_inv_2'])
      expect(placeOf(after(...unlocked), id)).toBe(placeOf(after(...known), id));
  });
});

describe('two parties who no longer want to meet', () => {
  const falling = (over: boolean) => (one: Timetable | null) =>
    decide.fallAway(one, { introductionId: 'int_ven_1_inv_1', over });
  test('are removed from a draft', () =>
    expect(after(...solved, ...falling(false)(after(...solved))).meetings).toHaveLength(3));
  test('are marked in a published timetable, and the officer decides', () => {
    expect(after(...published, ...falling(true)(after(...published))).meetings[0]).toMatchObject({ fallen: true });
    given(...published, ...falling(true)(after(...published)))
      .when(falling(true))
      .nothing();
  });
  test('are removed, and no other meeting is, where they have no place yet', () => {
    const known = after(...published);
    const meetings = known.meetings.map((one, index) => (index === 0 ? { ...one, place: null } : one));
    const [event] = falling(true)({ ...known, meetings });
    // A search in progress has another problem now, so its result is not applied.
    expect(event).toMatchObject({ type: 'TimetableUpdated', changes: { inputs: known.inputs + 1 } });
    const left = after(...published, event as TimetableEvent).meetings;
    expect(left.map(({ id }) => id)).toEqual(meetings.slice(1).map(({ id }) => id));
    expect(left.some(({ fallen }) => fallen)).toBe(false);
  });
  test('change nothing in a draft that does not have them', () =>
    expect(decide.dropMeetings(after(...solved), new Set(['mtg_nobody']))).toEqual([]));
  test('keep their place where they have met, perhaps at this event', () =>
    given(...published)
      .when(falling(false))
      .nothing());
  test('change nothing in a closed or unknown timetable', () => {
    given(...closed)
      .when(falling(true))
      .nothing();
    given().when(falling(true)).nothing();
  });
});
