import { expect, test } from '@jest/globals';
import { told } from '@naru/solving/fixture/told';
import fc from 'fast-check';
import { checkTimetable } from './check.ts';
import { instances } from './fixture/instances.ts';
import { readInstance } from './instance.ts';
import { solveByMoves } from './solve.ts';

const FIELDS = ['slots', 'tables', 'participants', 'meetings', 'lunch', 'id', 'session', 'a', 'b', 'locked', 'maximum'];

/** A damaged instance: any value may replace any field. */
const spoilt = fc
  .tuple(
    instances({ slots: 4, participants: 5, meetings: 6, priorities: 2, locks: true }),
    fc.array(fc.tuple(fc.constantFrom(...FIELDS), fc.jsonValue()), { maxLength: 2 }),
  )
  .map(([instance, changes]) =>
    JSON.parse(JSON.stringify(instance), (key, value) => {
      const change = changes.find(([field]) => field === key);
      return change ? change[1] : value;
    }),
  );

test('any file is an instance with a timetable that keeps every rule, or its faults are named', () => {
  const read = (value: unknown) => {
    const { found: instance, faults } = readInstance(value);
    for (const fault of faults) expect(told(fault).length).toBeLessThan(400);
    expect(faults.length === 0).toBe(instance !== null);
    if (instance) expect(checkTimetable(instance, solveByMoves(instance, { moves: 400 })).violations).toEqual([]);
  };
  fc.assert(fc.property(spoilt, read), { numRuns: 500, seed: 5 });
  fc.assert(fc.property(fc.jsonValue(), read), { numRuns: 200, seed: 6 });
});

test('ids may be any text, also names of built-in members of JavaScript objects', () => {
  const { found: instance } = readInstance({
    slots: ['toString', 'valueOf', '__proto__'].map((id) => ({ id })),
    tables: 1,
    participants: [{ id: '__proto__' }, { id: 'constructor' }],
    meetings: ['toString', '__proto__'].map((slot) => ({
      id: slot,
      a: '__proto__',
      b: 'constructor',
      locked: { slot },
    })),
  });
  expect(instance && solveByMoves(instance, { moves: 400 })).toMatchObject({ unplaced: [], gaps: 2, proven: true });
});

const day = {
  slots: [{ id: 's1', session: 'MORNING', tables: 2 }, { id: 's2' }],
  tables: 1,
  participants: [
    { id: 'p1', unavailable: ['s2', 's2'], minimum: 1, maximum: 1 },
    { id: 'p2' },
    { id: 'p3', unavailable: null },
  ],
  meetings: [
    { id: 'm1', a: 'p1', b: 'p2', session: 'AFTERNOON', priority: 9, locked: { slot: 's1', table: 1 } },
    { id: 'm2', a: 'p2', b: 'p3', locked: { slot: 's2' } },
  ],
  lunch: ['s2'],
};
const wrong = (more: object) => readInstance({ ...day, ...more }).faults.map(told);
const withMeeting = (more: object) => wrong({ meetings: [{ id: 'm', a: 'p1', b: 'p2', ...more }] });
const withParticipant = (more: object) => wrong({ participants: [{ id: 'p1', ...more }], meetings: [] });

test('a day is read completely, and an omitted field has its default', () => {
  expect(readInstance(day).found).toEqual({
    slots: [
      { id: 's1', session: 'MORNING', tables: 2 },
      { id: 's2', session: 'ANY' },
    ],
    tables: 1,
    participants: [
      { id: 'p1', unavailable: ['s2'], minimum: 1, maximum: 1 },
      { id: 'p2', unavailable: [] },
      { id: 'p3', unavailable: [] },
    ],
    meetings: [
      { id: 'm1', a: 'p1', b: 'p2', session: 'AFTERNOON', priority: 9, locked: { slot: 's1', table: 1 } },
      { id: 'm2', a: 'p2', b: 'p3', session: 'ANY', priority: 0, locked: { slot: 's2' } },
    ],
    lunch: ['s2'],
  });
});

test('each fault of a day is reported with its place', () => {
  expect(wrong({ tables: -1 })).toEqual(['tables: whole -1 0 100000']);
  expect(wrong({ slots: [{ id: 's1' }, { id: 's2' }, { id: 's1', tables: 0.5, session: 'NIGHT' }] })).toEqual([
    'slots[2].tables: whole 0.5 0 100000',
    'slots[2].session: choice "NIGHT" MORNING, AFTERNOON, ANY',
    'slots[2].id: twice "s1" slots[0].id',
  ]);
  expect(wrong({ slots: [7], participants: [], meetings: [], lunch: [] })[0]).toContain('slots[0]: object 7');
  expect(wrong({ lunch: {} })).toEqual(['lunch: list object']);
  expect(wrong({ lunch: ['s1', 's9'] })).toEqual(['lunch[1]: unknown_id "s9" slots']);
  expect(withParticipant({ minimum: 2, maximum: 2 })).toEqual([]);
  expect(withParticipant({ minimum: 3, maximum: 2 })).toEqual(['participants[0].minimum: above 3 maximum 2']);
  expect(withParticipant({ unavailable: [1] })).toEqual([
    expect.stringContaining('participants[0].unavailable[0]: unknown_id 1'),
  ]);
  expect(wrong({ participants: [day.participants[0], day.participants[0]], meetings: [] })).toEqual([
    expect.stringContaining('participants[1].id: twice "p1" participants[0].id'),
  ]);
});

test('each fault of a meeting is reported with its place', () => {
  expect(withMeeting({ priority: 9, locked: null })).toEqual([]);
  expect(withMeeting({ priority: 10 })).toEqual(['meetings[0].priority: whole 10 0 9']);
  expect(withMeeting({ b: 'p1' })).toEqual(['meetings[0].b: same "p1" a']);
  expect(withMeeting({ a: 'x', b: 'x' })).toHaveLength(2);
  expect(withMeeting({ locked: 's1' })).toEqual([expect.stringContaining('meetings[0].locked: object "s1"')]);
  expect(withMeeting({ locked: { slot: 's9' } })).toEqual([
    expect.stringContaining('meetings[0].locked.slot: unknown_id "s9"'),
  ]);
  for (const table of [0, 100_001])
    expect(withMeeting({ locked: { slot: 's1', table } })).toEqual([
      expect.stringContaining('meetings[0].locked.table'),
    ]);
  expect(wrong({ meetings: ['x'] })[0]).toContain('meetings[0]: object "x"');
  expect(wrong({ meetings: [day.meetings[1], day.meetings[1]] })).toEqual([
    expect.stringContaining('meetings[1].id: twice "m2"'),
  ]);
  expect(readInstance([]).faults).toEqual([{ path: '', code: 'no_instance', params: {} }]);
});
