import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkTimetable } from './check.ts';
import { instances, isLess, optimumOf, worthOf } from './fixture/instances.ts';
import { generateInstance, SHAPES, scaled } from './generate.ts';
import type { Instance } from './instance.ts';
import { solveByMoves, solveTimetable } from './solve.ts';

const tiny = { slots: 4, participants: 5, meetings: 5, priorities: 1, locks: false };

describe('compared with every possible timetable', () => {
  const compare = (instance: Instance) => {
    const found = solveByMoves(instance, { moves: 8_000 });
    const mine = worthOf(instance, found.assignments);
    const { worth } = optimumOf(instance);
    expect(mine).not.toBeNull();
    if (isLess(mine as number[], worth)) throw new Error('better than the best: the trial of all is wrong');
    const [least, gaps] = [worth.slice(0, -3), worth.at(-2) as number];
    const fewest = (mine as number[]).slice(0, -3).every((count, i) => count === least[i]);
    return { found, mine: mine as number[], worth, fewest, gaps };
  };

  test.each([
    ['without locks', false],
    ['with locks', true],
  ])('the bound is never above the fewest gaps, and a proven timetable is the best: %s', (_, locks) => {
    fc.assert(
      fc.property(instances({ ...tiny, priorities: 3, locks }), (instance) => {
        const { found, mine, worth, fewest, gaps } = compare(instance);
        expect(found.bound).toBeLessThanOrEqual(gaps);
        // The proof is about the gaps. Their even distribution is a goal without proof.
        if (found.proven)
          expect({ fewest, mine: mine.slice(0, -1) }).toEqual({ fewest: true, mine: worth.slice(0, -1) });
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('if locks contradict each other, a choice decides which of them hold, and nothing is proven', () => {
    const lock = (id: string, a: string, b: string) => ({
      ...{ id, a, b, session: 'ANY' as const, priority: 0 },
      locked: { slot: 's1' },
    });
    const found = solveByMoves(
      {
        slots: [{ id: 's1', session: 'ANY' }],
        tables: 3,
        participants: ['a', 'b', 'c', 'd'].map((id) => ({ id, unavailable: [] })),
        meetings: [lock('m1', 'a', 'b'), lock('m2', 'a', 'c'), lock('m3', 'b', 'd')],
        lunch: [],
      },
      { moves: 100 },
    );
    expect(found).toMatchObject({
      unplaced: [{ code: 'lock_clash' }, { code: 'lock_clash' }],
      bound: 0,
      proven: false,
    });
  });

  test('the search finds the best timetable, with its gaps spread as evenly as possible', () => {
    fc.assert(
      fc.property(instances(tiny), (instance) => {
        const { mine, worth } = compare(instance);
        expect(mine).toEqual(worth);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('with priorities, one important meeting counts more than several others', () => {
    fc.assert(
      fc.property(instances({ ...tiny, priorities: 3 }), (instance) => {
        const { fewest } = compare(instance);
        expect(fewest).toBe(true);
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});

test('every timetable keeps every rule, and no bound is above its gaps', () => {
  const any = instances({ slots: 12, participants: 12, meetings: 30, priorities: 3, locks: true });
  fc.assert(
    fc.property(any, (instance) => {
      const found = solveByMoves(instance, { moves: 2_000 });
      const verdict = checkTimetable(instance, found);
      expect(verdict).toMatchObject({ violations: [], gaps: found.gaps, unplaced: found.unplaced.length });
      expect(found.bound).toBeLessThanOrEqual(found.gaps);
      for (const { code, figures } of found.unplaced) {
        if (code === 'maximum') expect(figures.count).toBeGreaterThan(figures.maximum);
        if (code === 'too_few_slots') expect(figures.count).toBeGreaterThan(figures.suitable);
        if (code === 'too_few_tables') expect(figures.count).toBeGreaterThan(figures.places);
      }
    }),
    { numRuns: 300, seed: 4 },
  );
});

test('a meeting without a slot because of locked meetings gets that reason', () => {
  const found = solveByMoves(
    {
      slots: [{ id: 's1', session: 'ANY' }],
      tables: 2,
      participants: ['a', 'b', 'c'].map((id) => ({ id, unavailable: [] })),
      meetings: [
        { id: 'm1', a: 'a', b: 'b', session: 'ANY', priority: 9 },
        { id: 'm2', a: 'b', b: 'c', session: 'ANY', priority: 0, locked: { slot: 's1' } },
      ],
      lunch: [],
    },
    { moves: 100 },
  );
  expect(found).toMatchObject({ unplaced: [{ meeting: 'm1', code: 'beside_locks' }], proven: true });
});

test('meetings that leave no slot for lunch get that reason', () => {
  const found = solveByMoves(
    {
      slots: ['s1', 's2', 's3'].map((id) => ({ id, session: 'ANY' })),
      tables: 2,
      participants: ['a', 'b', 'c', 'd'].map((id) => ({ id, unavailable: [] })),
      meetings: ['b', 'c', 'd'].map((b, i) => ({ id: `m${i}`, a: 'a', b, session: 'ANY', priority: 0 })),
      lunch: ['s2', 's3'],
    },
    { moves: 400 },
  );
  expect(found).toMatchObject({
    unplaced: [{ code: 'lunch', participants: ['a'], slots: ['s2', 's3'] }],
    proven: true,
  });
});

test('a free lunch between two meetings is no gap, also with an idle slot it is one; the bound knows it', () => {
  const day = (lunch: string[], locked: string[]) => {
    const instance = {
      slots: ['s1', 's2', 's3', 's4'].map((id) => ({ id, session: 'ANY' as const })),
      tables: 2,
      participants: ['a', 'b', 'c'].map((id) => ({ id, unavailable: [] })),
      meetings: ['b', 'c'].map((b, i) => ({
        ...{ id: `m${i}`, a: 'a', b, session: 'ANY' as const, priority: 0 },
        locked: { slot: locked[i] ?? '' },
      })),
      lunch,
    };
    const found = solveByMoves(instance, { moves: 400 });
    expect(checkTimetable(instance, found)).toMatchObject({ violations: [], gaps: found.gaps });
    return [found.gaps, found.bound, found.proven];
  };
  expect(day(['s2'], ['s1', 's3'])).toEqual([0, 0, true]);
  expect(day(['s2', 's3'], ['s1', 's4'])).toEqual([0, 0, true]);
  expect(day([], ['s1', 's3'])).toEqual([1, 1, true]);
  expect(day(['s2'], ['s1', 's4'])).toEqual([1, 1, true]);
});

test('on a day with many more meetings than tables, each missing meeting has its reason, and the number is proven', () => {
  const instance = { ...generateInstance(SHAPES.full, 5), tables: 15 };
  const found = solveByMoves(instance, { moves: 400 });
  expect(checkTimetable(instance, found).violations).toEqual([]);
  expect(found.assignments.length).toBe(10 * 15);
  for (const { code, meetings } of found.unplaced) {
    expect(['too_few_tables', 'too_few_slots']).toContain(code);
    expect(meetings.length).toBeLessThanOrEqual(50);
  }
});

test('a day with more slots than bits in a word', () => {
  const instance = generateInstance({ ...SHAPES.small, slots: 70, tables: 4, meetings: 200, planted: true }, 1);
  const found = solveByMoves(instance, { moves: 50_000 });
  expect(checkTimetable(instance, found).violations).toEqual([]);
  expect(found.unplaced).toEqual([]);
});

test('the published shapes are solved to the proven optimum', () => {
  for (const shape of [SHAPES.small, SHAPES.full]) {
    const found = solveByMoves(generateInstance(shape, 11), { moves: 1_500_000 });
    expect(found).toMatchObject({ unplaced: [], proven: true });
  }
});

test('a day that can have 0 gaps gets them, and that is a proof', async () => {
  const instance = generateInstance({ ...SHAPES.small, planted: true }, 1);
  const found = await solveTimetable(instance, { seconds: 20 });
  expect(found).toMatchObject({ unplaced: [], gaps: 0, bound: 0, proven: true });
  expect(checkTimetable(instance, found)).toMatchObject({ violations: [], gaps: 0, unplaced: 0 });
});

test('the same seed and number of moves give the same timetable', () => {
  const instance = generateInstance(SHAPES.full, 3);
  const [one, two] = [1, 2].map(() => solveByMoves(instance, { moves: 20_000 }));
  expect(one).toEqual(two);
});

test('it stops when told to, with a valid timetable', async () => {
  const instance = generateInstance(scaled(SHAPES.sessions, 3), 4);
  const stop = new AbortController();
  const found = await solveTimetable(instance, {
    seconds: 60,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(checkTimetable(instance, found).violations).toEqual([]);
  expect(found.seconds).toBeLessThan(30);
});

test.each([
  ['too_few_tables', { count: 2, places: 1, suitable: 1 }, ['a', 'b', 'c', 'd'], {}],
  ['too_few_slots', { count: 2, suitable: 1, besideLocks: false }, ['a', 'b', 'a', 'd'], {}],
  ['maximum', { count: 2, maximum: 1 }, ['a', 'b', 'a', 'd'], { maximum: 1 }],
])('%s gives the numbers of the conflict', (code, figures, [a = '', b = '', c = '', d = ''], limit) => {
  const meeting = { session: 'ANY' as const, priority: 0 };
  const { unplaced } = solveByMoves(
    {
      slots: [{ id: 's1', session: 'ANY' }],
      tables: 1,
      participants: [...new Set([a, b, c, d])].map((id) => ({ id, unavailable: [], ...limit })),
      meetings: [
        { ...meeting, id: 'm1', a, b },
        { ...meeting, id: 'm2', a: c, b: d },
      ],
      lunch: [],
    },
    { moves: 100 },
  );
  expect(unplaced).toMatchObject([{ code, figures }]);
});
