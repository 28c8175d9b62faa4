import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkTimetable } from './check.ts';
import { instances } from './fixture/instances.ts';
import { generateInstance, SHAPES, scaled } from './generate.ts';
import type { Assignment, Instance } from './instance.ts';
import { keepWhatHolds } from './keep.ts';
import { type Repair, repairTimetable } from './repair.ts';
import { solveByMoves } from './solve.ts';

/** The two criteria of a repair: the lost weight by priority, and the number of changed places. */
interface Size {
  lost: number;
  changed: number;
}

const isSmaller = (x: Size, y: Size) => x.lost < y.lost || (x.lost === y.lost && x.changed < y.changed);
const weightsOf = ({ meetings }: Instance) => {
  const levels = [...new Set(meetings.map(({ priority }) => priority))].sort((x, y) => x - y);
  return new Map(meetings.map(({ id, priority }) => [id, 4 ** levels.indexOf(priority)]));
};

/** Tries every slot with every table, and no slot, for every meeting. Only for a handful of meetings. */
function smallest(instance: Instance, before: Assignment[], begun: string[]): Size {
  const weights = weightsOf(instance);
  const was = new Map(before.map((one) => [one.meeting, one]));
  let best: Size = { lost: Infinity, changed: Infinity };
  const assignments: Assignment[] = [];
  const consider = (size: Size) => {
    if (!isSmaller(size, best)) return;
    const held = new Set(assignments.map(({ meeting }) => meeting));
    const unplaced = instance.meetings.filter(({ id }) => !held.has(id)).map(({ id }) => ({ meeting: id }));
    if (checkTimetable(instance, { assignments, unplaced }).violations.length === 0) best = size;
  };
  const tryAll = (i: number, size: Size): void => {
    if (!isSmaller(size, best)) return;
    const meeting = instance.meetings[i];
    if (!meeting) {
      consider(size);
      return;
    }
    const place = was.get(meeting.id);
    const stays = place && begun.includes(place.slot);
    for (const slot of instance.slots) {
      for (let table = 1; table <= (slot.tables ?? instance.tables); table++) {
        const isSame = place?.slot === slot.id && place.table === table;
        if (begun.includes(slot.id) ? !isSame : stays) continue;
        assignments.push({ meeting: meeting.id, slot: slot.id, table });
        tryAll(i + 1, { ...size, changed: size.changed + (isSame ? 0 : 1) });
        assignments.pop();
      }
    }
    if (!stays)
      tryAll(i + 1, { lost: size.lost + (weights.get(meeting.id) ?? 0), changed: size.changed + (place ? 1 : 0) });
  };
  tryAll(0, { lost: 0, changed: 0 });
  return best;
}

const sizeOf = (instance: Instance, { unplaced, changed }: Repair): Size => {
  const weights = weightsOf(instance);
  return {
    lost: unplaced.reduce((sum, { meeting }) => sum + (weights.get(meeting) ?? 0), 0),
    changed: changed.length,
  };
};

interface Trouble {
  kind: 'no-show' | 'late' | 'table';
  who: number;
  slot: number;
  begun: number;
}

const trouble: fc.Arbitrary<Trouble> = fc.record({
  kind: fc.constantFrom('no-show', 'late', 'table'),
  who: fc.nat({ max: 20 }),
  slot: fc.nat({ max: 20 }),
  begun: fc.constantFrom(0, 0, 1, 2),
});

/** The instance after a problem, from the first slot on that has not begun. */
function after(instance: Instance, { kind, who, slot, begun: count }: Trouble) {
  const ids = instance.slots.map(({ id }) => id);
  const begun = ids.slice(0, count);
  const open = ids.slice(count);
  const at = open.length > 0 ? slot % open.length : 0;
  if (kind === 'table') {
    const gone = new Set(open.slice(at));
    const slots = instance.slots.map((one) =>
      gone.has(one.id) ? { ...one, tables: Math.max(0, (one.tables ?? instance.tables) - 1) } : one,
    );
    return { begun, instance: { ...instance, slots } };
  }
  const away = kind === 'late' ? open.slice(0, at) : open;
  const index = who % Math.max(1, instance.participants.length);
  const participants = instance.participants.map((one, i) =>
    i === index ? { ...one, unavailable: [...new Set([...one.unavailable, ...away])] } : one,
  );
  return { begun, instance: { ...instance, participants } };
}

/** An officer removes locks that the problem made impossible before the repair, so there are none here. */
const kinds = { slots: 4, participants: 5, meetings: 5, priorities: 2, locks: false };

test('no smaller repair keeps as many meetings, compared with every possible repair', () => {
  let proven = 0;
  fc.assert(
    fc.property(instances(kinds), trouble, (planned, what) => {
      const before = solveByMoves(planned, { moves: 400 }).assignments;
      const { instance, begun } = after(planned, what);
      const repair = repairTimetable({ instance, before, begun });
      expect(sizeOf(instance, repair)).toEqual(smallest(instance, before, begun));
      proven += repair.proven ? 1 : 0;
    }),
    { numRuns: 200, seed: 5 },
  );
  expect(proven).toBe(200);
});

test('after any problem every rule holds, and neither locked meetings nor meetings that have begun move', () => {
  const any = instances({ slots: 10, participants: 12, meetings: 30, priorities: 3, locks: true });
  fc.assert(
    fc.property(any, fc.array(trouble, { minLength: 1, maxLength: 4 }), (planned, troubles) => {
      let instance = planned;
      let assignments: Assignment[] = solveByMoves(planned, { moves: 1_000 }).assignments;
      for (const what of troubles.sort((x, y) => x.begun - y.begun)) {
        const next = after(instance, what);
        const repair = repairTimetable({ ...next, before: assignments, steps: 20_000 });
        expect(checkTimetable(next.instance, repair)).toMatchObject({ violations: [], gaps: repair.gaps });
        const now = new Map(repair.assignments.map((one) => [one.meeting, one]));
        const locked = new Set(instance.meetings.filter((one) => one.locked).map(({ id }) => id));
        for (const one of assignments) {
          if (next.begun.includes(one.slot)) expect(now.get(one.meeting)).toEqual(one);
          if (locked.has(one.meeting)) expect([undefined, one.slot]).toContain(now.get(one.meeting)?.slot);
        }
        for (const one of repair.assignments)
          if (next.begun.includes(one.slot)) expect(assignments).toContainEqual(one);
        ({ instance } = next);
        ({ assignments } = repair);
      }
    }),
    { numRuns: 150, seed: 6 },
  );
});

test('a lock that could not be kept stays broken: slots that have begun do not change', () => {
  const instance: Instance = {
    slots: ['s1', 's2'].map((id) => ({ id, session: 'ANY' })),
    tables: 2,
    participants: ['a', 'b', 'c'].map((id) => ({ id, unavailable: [] })),
    meetings: [
      { id: 'm1', a: 'a', b: 'b', session: 'ANY', priority: 0 },
      { id: 'm2', a: 'a', b: 'c', session: 'ANY', priority: 5, locked: { slot: 's1' } },
    ],
    lunch: [],
  };
  const before = [{ meeting: 'm1', slot: 's1', table: 1 }];
  const repair = repairTimetable({ instance, before, begun: ['s1'] });
  expect(repair).toMatchObject({ assignments: before, unplaced: [{ meeting: 'm2', code: 'lock_begun' }], changed: [] });
});

test('the valid part after any change keeps every rule, and no meeting moves to another slot', () => {
  const any = instances({ slots: 8, participants: 10, meetings: 20, priorities: 3, locks: true });
  fc.assert(
    fc.property(any, trouble, (planned, what) => {
      const before = solveByMoves(planned, { moves: 400 }).assignments;
      const { instance } = after(planned, { ...what, begun: 0 });
      const { assignments: kept } = keepWhatHolds(instance, before);
      const held = new Set(kept.map(({ meeting }) => meeting));
      const unplaced = instance.meetings.filter(({ id }) => !held.has(id)).map(({ id }) => ({ meeting: id }));
      expect(checkTimetable(instance, { assignments: kept, unplaced }).violations).toEqual([]);
      const was = new Map(before.map((one) => [one.meeting, one.slot]));
      const free = kept.filter(({ meeting }) => !instance.meetings.find(({ id }) => id === meeting)?.locked);
      for (const { meeting, slot } of free) expect(was.get(meeting)).toBe(slot);
    }),
    { numRuns: 200, seed: 7 },
  );
});

test.each([
  ['a day in two sessions', SHAPES.sessions, 0],
  ['a nearly full one', SHAPES.full, 1],
  ['one three times as large', scaled(SHAPES.sessions, 3), 0],
] as const)('%s: a late arrival and a lost table move few', (_, shape, begun) => {
  const planned = generateInstance(shape, 2);
  const before = solveByMoves(planned, { moves: 20_000 }).assignments;
  const late = after(planned, { kind: 'late', who: 3, slot: Math.floor(shape.slots / 2), begun });
  const first = repairTimetable({ ...late, before });
  const lost = after(late.instance, { kind: 'table', who: 0, slot: Math.floor(shape.slots / 2), begun });
  const second = repairTimetable({ ...lost, before: first.assignments });
  for (const [instance, { assignments, unplaced }] of [
    [late.instance, first],
    [lost.instance, second],
  ] as const)
    expect(checkTimetable(instance, { assignments, unplaced }).violations).toEqual([]);
  expect(first.changed.length).toBeLessThan(30);
  expect(second.changed.length).toBeLessThan(60);
});
