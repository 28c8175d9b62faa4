import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkTimetable } from './check.ts';
import { instances } from './fixture/instances.ts';
import { readInstance } from './instance.ts';
import { solveByMoves } from './solve.ts';

const FIELDS = ['slots', 'tables', 'participants', 'meetings', 'lunch', 'id', 'session', 'a', 'b', 'locked', 'maximum'];

/** An instance that somebody has spoilt: any value may stand in the place of any field. */
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

test('whatever a file holds, it is an instance with a timetable that keeps every rule, or its faults are named', () => {
  const read = (value: unknown) => {
    const { found: instance, faults } = readInstance(value);
    for (const { path, message } of faults) expect(`${path}: ${message}`.length).toBeLessThan(400);
    expect(faults.length === 0).toBe(instance !== null);
    if (instance) expect(checkTimetable(instance, solveByMoves(instance, { moves: 400 })).violations).toEqual([]);
  };
  fc.assert(fc.property(spoilt, read), { numRuns: 500, seed: 5 });
  fc.assert(fc.property(fc.jsonValue(), read), { numRuns: 200, seed: 6 });
});

test('ids may be any text, also what objects of JavaScript have already', () => {
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
