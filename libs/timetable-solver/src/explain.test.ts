import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkTimetable } from './check.ts';
import { explainSlots } from './explain.ts';
import { instances } from './fixture/instances.ts';
import type { Instance } from './instance.ts';
import { solveByMoves } from './solve.ts';

const day: Instance = {
  slots: [
    { id: 's1', session: 'MORNING' },
    { id: 's2', session: 'MORNING' },
    { id: 's3', session: 'AFTERNOON' },
    { id: 's4', session: 'MORNING' },
  ],
  tables: 1,
  participants: ['a', 'b', 'c', 'd'].map((id) => ({ id, unavailable: id === 'b' ? ['s4'] : [] })),
  meetings: [
    { id: 'm1', a: 'a', b: 'b', session: 'MORNING', priority: 0 },
    { id: 'm2', a: 'a', b: 'c', session: 'ANY', priority: 0 },
    { id: 'm3', a: 'c', b: 'd', session: 'ANY', priority: 0 },
  ],
  lunch: [],
};
const assignments = [
  { meeting: 'm1', slot: 's1', table: 1 },
  { meeting: 'm2', slot: 's2', table: 1 },
];

test('each slot lists all its obstacles', () => {
  const codes = explainSlots({ instance: day, assignments, meeting: 'm1', begun: [] }).map(({ obstacles }) =>
    obstacles.map(({ code }) => code),
  );
  expect(codes).toEqual([[], ['busy', 'full'], ['session'], ['unavailable']]);
  const [, , , last] = explainSlots({ instance: day, assignments, meeting: 'm2', begun: ['s4'] });
  expect(last).toMatchObject({ possible: false, obstacles: [{ code: 'begun' }] });
  const [, , third] = explainSlots({ instance: day, assignments, meeting: 'm2', begun: [] });
  expect(third).toMatchObject({ possible: true, gapsChange: 1, obstacles: [] });
});

test('a possible slot is possible, an impossible one breaks a rule, and the gaps are right', () => {
  fc.assert(
    fc.property(instances({ slots: 6, participants: 6, meetings: 9, priorities: 1, locks: true }), (instance) => {
      const { assignments: all, gaps } = solveByMoves(instance, { moves: 200 });
      for (const { meeting, slot } of all) {
        const others = all.filter((one) => one.meeting !== meeting);
        for (const view of explainSlots({ instance, assignments: all, meeting, begun: [] })) {
          expect(view.here).toBe(view.slot === slot);
          const used = others.filter((one) => one.slot === view.slot).map(({ table }) => table);
          const table = view.here
            ? (all.find((one) => one.meeting === meeting)?.table ?? 0)
            : [1, 2, 3, 4, 5, 6, 7, 8, 9].find((one) => !used.includes(one));
          const moved = [...others, { meeting, slot: view.slot, table: table ?? 0 }];
          const held = new Set(moved.map((one) => one.meeting));
          const unplaced = instance.meetings.filter(({ id }) => !held.has(id)).map(({ id }) => ({ meeting: id }));
          const verdict = checkTimetable(instance, { assignments: moved, unplaced });
          const tablesAside = verdict.violations.filter(
            ({ rule, about }) => !(rule === 'not_in_lock' && 'table' in about) && rule !== 'table_twice',
          );
          if (view.possible) expect([tablesAside, verdict.gaps]).toEqual([[], gaps + view.gapsChange]);
          else expect(verdict.violations).not.toEqual([]);
        }
      }
    }),
    { numRuns: 200, seed: 8 },
  );
});
