import { expect, test } from '@jest/globals';
import { chanceOf } from '@naru/solving/chance';
import { loadHighs } from '@naru/solving/highs';
import fc from 'fast-check';
import { exactlyBy, solveExactly } from './exact.ts';
import { judge, judges, problem } from './fixture/problems.ts';
import { problemOfShape } from './generate.ts';
import { type AssignmentProblem, BARRED } from './problem.ts';
import { type Demand, demandsOf, onlyWith } from './relax.ts';
import { solveAssignment } from './solve.ts';

const highs = await loadHighs();
const exactly = exactlyBy(highs, () => 10);
const clashIn = (of: AssignmentProblem) => {
  const { state, clashes } = solveAssignment(of, { exactly });
  return { state, clash: clashes[0] };
};
const isPossible = (of: AssignmentProblem, demands: readonly Demand[]): boolean =>
  solveExactly(highs, onlyWith(of, demands), { whole: true, seconds: 10 }).state === 'optimal';

const CASES: [string, AssignmentProblem, Demand[], { needed?: number; available?: number }][] = [
  [
    'more places than all loads allow',
    problem({ judges: judges(30, { loadMax: 3 }), applications: 40 }),
    ['panel_size', 'load_max'],
    { needed: 120, available: 90 },
  ],
  [
    'more market experts than two can be',
    problem({
      judges: [...judges(2, { marketExpert: true, loadMax: 10 }), ...judges(20)],
      applications: 40,
      rules: { marketExpertsMin: 1 },
    }),
    ['market_experts_min', 'load_max'],
    { needed: 40, available: 20 },
  ],
  ['fewer judges than a panel', problem({ judges: judges(2), applications: 1 }), ['panel_size'], {}],
  [
    'one woman free for an application that needs two',
    problem({
      judges: [...judges(3, { woman: true }), ...judges(5)],
      applications: 4,
      rules: { womenMin: 2 },
      barred: [
        [2, 0],
        [2, 1],
      ],
    }),
    ['women_min', 'conflicts'],
    {},
  ],
  [
    'women and market experts of whom nobody is both',
    problem({
      judges: [...judges(4, { woman: true }), ...judges(4, { marketExpert: true })],
      applications: 3,
      rules: { womenMin: 2, marketExpertsMin: 2 },
    }),
    ['panel_size', 'market_experts_min', 'women_min'],
    {},
  ],
  [
    'all of one centre',
    problem({ judges: judges(6, { centreId: 'KR-27' }), applications: 2, rules: { sameCentreMax: 2 } }),
    ['panel_size', 'same_centre_max'],
    {},
  ],
  [
    'two centres where three are asked for',
    problem({
      judges: [...judges(3, { centreId: 'KR-27' }), ...judges(3, { centreId: 'KR-28' })],
      applications: 2,
      rules: { centresMin: 3 },
    }),
    ['centres_min'],
    {},
  ],
  [
    'a judge who has to take more than they are free for',
    problem({ judges: [judge('a', { loadMin: 3 }), ...judges(5)], applications: 3, barred: [[0, 0]] }),
    ['load_min', 'conflicts'],
    { needed: 3, available: 2 },
  ],
  [
    'least loads of all beyond the places of all panels',
    problem({ judges: judges(10, { loadMin: 4 }), applications: 10 }),
    ['panel_size', 'load_min'],
    { needed: 40, available: 30 },
  ],
  [
    'more standing reviews than seats',
    problem({ judges: judges(6), applications: 2, fixed: { 1: [0, 1, 2, 3] } }),
    ['panel_size', 'standing_reviews'],
    {},
  ],
  [
    'standing reviews of one centre',
    problem({
      judges: [...judges(3, { centreId: 'KR-27' }), ...judges(6)],
      applications: 2,
      rules: { sameCentreMax: 1 },
      fixed: { 0: [0, 1] },
    }),
    ['same_centre_max', 'standing_reviews'],
    {},
  ],
  [
    'a judge with more standing reviews than they may have',
    problem({ judges: [judge('a', { loadMax: 1 }), ...judges(6)], applications: 3, fixed: { 0: [0], 1: [0] } }),
    ['load_max', 'standing_reviews'],
    { needed: 2, available: 1 },
  ],
];

test.each(CASES)('%s: the infeasible subset is named, with its numbers', (_, of, demands, numbers) => {
  const { state, clash } = clashIn(of);
  expect(state).toBe('impossible');
  expect(clash).toMatchObject({ demands, smallest: true, ...numbers });
});

test.each(CASES)('%s: without any one of these demands, the others can be met', (_, of, demands) => {
  expect(isPossible(of, demands)).toBe(false);
  for (const one of demands)
    expect([
      one,
      isPossible(
        of,
        demands.filter((other) => other !== one),
      ),
    ]).toEqual([one, true]);
});

test('200 judges and 2,000 applications: a lack of sixteen places for women is found and counted', () => {
  const of = problemOfShape({ judges: 200, applications: 2_000, seed: 3, slack: 1.05 });
  const { state, clash } = clashIn(of);
  expect(state).toBe('impossible');
  expect(clash).toMatchObject({ demands: ['women_min', 'load_max'], needed: 2_000, available: 1_984, smallest: true });
  expect(clash?.judges).toHaveLength(62);
});

/** Six judges and five applications, with hardly enough of anything. */
function scarce(seed: number): AssignmentProblem {
  const chance = chanceOf(seed);
  const below = (limit: number) => Math.floor(limit * chance());
  const some = Array.from({ length: 6 }, (_, j) =>
    judge(`j${j}`, {
      centreId: `KR-${below(3)}`,
      marketExpert: chance() < 0.5,
      woman: chance() < 0.5,
      loadMin: below(2),
      loadMax: 2 + below(3),
    }),
  );
  const of = problem({
    judges: some,
    applications: 5,
    rules: { marketExpertsMin: below(3), womenMin: below(3), centresMin: below(4), sameCentreMax: 1 + below(3) },
    value: () => below(1_000),
  });
  of.value.forEach((_, pair) => {
    if (chance() < 0.12) of.value[pair] = BARRED;
  });
  return of;
}

test('an infeasible subset is reported exactly if there is one, and it is the smallest', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const of = scarce(seed);
      const all = demandsOf(of);
      const { state, clashes } = solveAssignment(of, { exactly });
      expect(state === 'whole').toBe(isPossible(of, all));
      if (state === 'whole') return;
      expect(state).toBe('impossible');
      const { demands, smallest } = clashes[0] as (typeof clashes)[number];
      expect(isPossible(of, demands)).toBe(false);
      for (const one of demands)
        expect(
          isPossible(
            of,
            demands.filter((other) => other !== one),
          ),
        ).toBe(true);
      expect(smallest).toBe(true);
    }),
    { numRuns: 40 },
  ));
