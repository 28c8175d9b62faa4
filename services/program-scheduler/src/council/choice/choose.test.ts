import { expect, test } from '@jest/globals';
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import fc from 'fast-check';
import { type Choice, choose as chooseBy, type Question } from './choose.ts';
import { brokenBy, type Constraint, type Team } from './constraint.ts';
import { completionOf, type Demand } from './feasible.ts';
import { loadSolver } from './solver.ts';

const solve = await loadSolver();
const choose = (question: Question): Choice => chooseBy(question, solve);

const CENTRES = ['KR-27', 'KR-28', 'KR-41'];
const SECTORS: Taxonomy_Sector[] = ['IOT', 'GAME', 'BIO'];

const team = fc.record({
  centreId: fc.constantFrom(...CENTRES),
  sectors: fc.subarray(SECTORS),
});
const bounds = fc.record({ min: fc.nat(3), max: fc.option(fc.nat(4), { nil: undefined }) });
const constraint = fc
  .tuple(
    bounds,
    fc.oneof(
      fc.subarray(CENTRES, { minLength: 1 }).map((centreIds) => ({ centreIds, sectors: [] })),
      fc.subarray(SECTORS, { minLength: 1 }).map((sectors) => ({ centreIds: [], sectors })),
    ),
  )
  .map(([{ min, max }, whom]) => ({ min: max === undefined ? min : Math.min(min, max), max, ...whom }));
const question: fc.Arbitrary<Question> = fc
  .tuple(fc.array(team, { maxLength: 8 }), fc.array(constraint, { maxLength: 4 }), fc.integer({ min: 1, max: 6 }))
  .map(([teams, constraints, places]) => ({
    teams: teams.map((one, index) => ({ ...one, id: `t${index}` })),
    constraints: constraints.map((one, index) => ({ ...one, id: `c${index}` })),
    places,
  }));

/**
 * Tries every set of teams that keeps the constraints, and returns the best: an earlier team counts more than all later
 * ones.
 */
function allowed({ teams, constraints, places }: Question): string[][] {
  const sets = Array.from({ length: 2 ** teams.length }, (_, bits) =>
    teams.filter((__, index) => bits & (2 ** (teams.length - 1 - index))),
  );
  return sets
    .reverse()
    .filter((some) => some.length <= places && brokenBy(constraints, some).length === 0)
    .map((some) => some.map(({ id }) => id));
}
const without = (asked: Question, ids: readonly string[]): Question => ({
  ...asked,
  constraints: asked.constraints.filter(({ id }) => ids.includes(id)),
});
const subsetsOf = (ids: readonly string[]): string[][] =>
  Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((__, index) => bits & (2 ** index)));

test('the choice is the best set in the given order: trying all sets gives the same', () =>
  fc.assert(
    fc.property(question, (asked) => {
      const { taken, clash } = choose(asked);
      const [best] = allowed(asked);
      expect(clash.length === 0).toBe(best !== undefined);
      expect(taken).toEqual(best ?? []);
    }),
    { numRuns: 2_000 },
  ));

test('names a smallest set of constraints that clash', () =>
  fc.assert(
    fc.property(question, (asked) => {
      const { clash } = choose(asked);
      if (clash.length === 0) return;
      expect(allowed(without(asked, clash))).toEqual([]);
      const ids = asked.constraints.map(({ id }) => id);
      for (const fewer of subsetsOf(ids).filter(({ length }) => length < clash.length))
        expect(allowed(without(asked, fewer)).length).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  ));

test('names the constraints that exclude each team that was passed over', () =>
  fc.assert(
    fc.property(question, (asked) => {
      const { taken, passed } = choose(asked);
      const place = (id: string) => Number(id.slice(1));
      for (const [id, against] of passed) {
        const chosen = [...taken.filter((other) => place(other) < place(id)), id];
        const gone = [...passed.keys()].filter((other) => place(other) < place(id));
        const possible = allowed(without(asked, against)).some(
          (some) => chosen.every((one) => some.includes(one)) && !gone.some((one) => some.includes(one)),
        );
        expect(possible).toBe(false);
      }
    }),
    { numRuns: 1_000 },
  ));

/** Constraints by number, with kinds of teams that count for some of them. */
const demand: fc.Arbitrary<Demand> = fc.integer({ min: 1, max: 5 }).chain((count) =>
  fc.record({
    need: fc.array(fc.nat(4), { minLength: count, maxLength: count }),
    room: fc.array(fc.oneof(fc.nat(5), fc.constant(Number.POSITIVE_INFINITY)), { minLength: count, maxLength: count }),
    places: fc.nat(9),
    kinds: fc.array(
      fc.record({
        within: fc.subarray(Array.from({ length: count }, (_, index) => index)),
        left: fc.nat(4),
      }),
      { minLength: 1, maxLength: 7 },
    ),
  }),
);

test('the search and the solver agree, and both results keep all constraints', () =>
  fc.assert(
    fc.property(demand, (asked) => {
      const [searched, solved] = [completionOf(asked, solve), solve(asked)];
      expect(searched === null).toBe(solved === null);
      for (const found of [searched, solved]) {
        if (!found) continue;
        const sum = (counts: (kind: number) => boolean) =>
          found.reduce((total, count, kind) => total + (counts(kind) ? count : 0), 0);
        expect(sum(() => true)).toBeLessThanOrEqual(asked.places);
        for (const [at, wanted] of asked.need.entries()) {
          const count = sum((kind) => asked.kinds[kind]?.within.includes(at) ?? false);
          expect(count).toBeGreaterThanOrEqual(wanted);
          if (wanted > 0) expect(count).toBeLessThanOrEqual(asked.room[at] as number);
        }
      }
    }),
    { numRuns: 300 },
  ));

const named = (id: string, centreId: string, ...sectors: Taxonomy_Sector[]): Team => ({ id, centreId, sectors });
const FIVE = [
  named('a', 'KR-27', 'IOT'),
  named('b', 'KR-27', 'IOT'),
  named('c', 'KR-27', 'GAME'),
  named('d', 'KR-28', 'IOT'),
  named('e', 'KR-41', 'BIO'),
];
const ask = (constraints: Constraint[], places = 3): Choice => choose({ teams: FIVE, constraints, places });

test('a ceiling passes over later teams, and a floor keeps places for its own teams', () => {
  const ceiling = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 0, max: 2 };
  expect(ask([ceiling])).toMatchObject({ taken: ['a', 'b', 'd'], passed: new Map([['c', ['daegu']]]) });
  const floor = { id: 'bio', centreIds: [], sectors: ['BIO' as const], min: 1 };
  const { taken, passed } = ask([floor]);
  expect(taken).toEqual(['a', 'b', 'e']);
  expect([...passed]).toEqual([
    ['c', ['bio']],
    ['d', ['bio']],
  ]);
});

test('teams that already have a place count for the constraints', () => {
  const ceiling = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 0, max: 1 };
  const { taken } = choose({ teams: FIVE.slice(1), chosen: FIVE.slice(0, 1), constraints: [ceiling], places: 2 });
  expect(taken).toEqual(['d']);
});

test('chooses exactly among 2,000 teams for 200 places, with rules for every centre and ten sectors', () => {
  const sectors: Taxonomy_Sector[] = [
    'IOT',
    'GAME',
    'BIO',
    'AI',
    'ROBOT',
    'AGRI',
    'ENERGY',
    'CARBON',
    'BEAUTY',
    'MOBILITY',
  ];
  const teams = Array.from({ length: 2_000 }, (_, index) =>
    // Skewed, so that the floors bind: most teams come from two centres and three sectors.
    named(
      `t${index}`,
      `KR-${index % 7 < 5 ? 11 + (index % 2) : 13 + (index % 15)}`,
      sectors[index % 23 === 0 ? index % 10 : index % 3] as Taxonomy_Sector,
      sectors[(index * 7) % 3] as Taxonomy_Sector,
    ),
  );
  const constraints: Constraint[] = [
    ...Array.from({ length: 17 }, (_, at) => ({
      id: `centre-${at}`,
      centreIds: [`KR-${11 + at}`],
      sectors: [],
      min: 4,
      max: 40,
    })),
    ...sectors.map((sector) => ({ id: `in-${sector}`, centreIds: [], sectors: [sector], min: 8, max: 120 })),
  ];
  const asked = { teams, constraints, places: 200 };
  const { taken, clash } = choose(asked);
  expect(clash).toEqual([]);
  expect(taken.length).toBe(200);
  expect(
    brokenBy(
      constraints,
      teams.filter(({ id }) => taken.includes(id)),
    ),
  ).toEqual([]);
});
