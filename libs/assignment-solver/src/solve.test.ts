import { describe, expect, test } from '@jest/globals';
import { chanceOf } from '@naru/solving/chance';
import { loadHighs } from '@naru/solving/highs';
import fc from 'fast-check';
import { panelSearch } from './best-panel.ts';
import { checkPanels } from './check.ts';
import { exactlyBy, solveExactly } from './exact.ts';
import { judge, judges, problem } from './fixture/problems.ts';
import { problemOfShape } from './generate.ts';
import { boundBy, loadsOf } from './prices.ts';
import { type AssignmentProblem, BARRED } from './problem.ts';
import { solveAssignment } from './solve.ts';

const highs = await loadHighs();
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const shapes = fc
  .record({
    judges: fc.integer({ min: 6, max: 24 }),
    applications: fc.integer({ min: 2, max: 40 }),
    seed: seeds,
    slack: fc.double({ min: 1, max: 2, noNaN: true }),
    loadMin: fc.integer({ min: 0, max: 3 }),
    panelSize: fc.integer({ min: 1, max: 5 }),
    sameCentreMax: fc.integer({ min: 0, max: 2 }),
    centresMin: fc.integer({ min: 0, max: 3 }),
    womenMin: fc.integer({ min: 0, max: 1 }),
    standing: fc.constantFrom(0, 0, 0.1, 0.3),
  })
  .map(({ panelSize, sameCentreMax, centresMin, womenMin, standing, ...shape }) => {
    const rules = {
      panelSize,
      sameCentreMax,
      womenMin,
      centresMin: Math.min(centresMin, panelSize),
      marketExpertsMin: Math.min(1, panelSize),
    };
    return withStanding(problemOfShape({ ...shape, rules }), { standing, seed: shape.seed });
  });

/** Some of the applications already have a judge, who may now have a conflict or be retired. */
function withStanding(
  of: AssignmentProblem,
  { standing, seed }: { standing: number; seed: number },
): AssignmentProblem {
  const chance = chanceOf(seed);
  const J = of.judges.length;
  const fixed = of.applications.map(() => (chance() < standing ? [Math.floor(chance() * J)] : []));
  return { ...of, fixed };
}

test('for any round, every rule is kept, and no value is above the bound', () => {
  let whole = 0;
  fc.assert(
    fc.property(shapes, seeds, (of, seed) => {
      const { panels, state, total, bound } = solveAssignment(of, { seed, shakes: 20, passes: 30 });
      if (state !== 'whole') return;
      whole++;
      const { violations, total: counted } = checkPanels(of, panels);
      expect(violations).toEqual([]);
      expect(counted).toBe(total);
      expect(total).toBeLessThanOrEqual(bound);
    }),
    { numRuns: 80 },
  );
  expect(whole).toBeGreaterThan(0);
});

test('the same seed gives the same assignment, whatever the clock says', () =>
  fc.assert(
    fc.property(shapes, seeds, (of, seed) => {
      const once = () => solveAssignment(of, { seed, shakes: 10, passes: 10 });
      expect(once()).toEqual(once());
    }),
    { numRuns: 15 },
  ));

test('against exhaustive search and the linear programme: the result is never above the optimum, the bound never below it', () =>
  fc.assert(
    fc.property(shapes, (of) => {
      const exact = solveExactly(highs, of, { whole: true, seconds: 20 });
      const { state, total, bound } = solveAssignment(of, { shakes: 100 });
      if (exact.state === 'infeasible') return expect(state).not.toBe('whole');
      if (exact.state !== 'optimal' || state !== 'whole') return;
      const best = Math.round(exact.value);
      expect(total).toBeLessThanOrEqual(best);
      expect(bound).toBeGreaterThanOrEqual(best);
    }),
    { numRuns: 40 },
  ));

test('any prices give a bound that is not below the optimum', () =>
  fc.assert(
    fc.property(shapes, seeds, (of, seed) => {
      const exact = solveExactly(highs, of, { whole: true, seconds: 20 });
      if (exact.state !== 'optimal') return;
      const chance = chanceOf(seed);
      const price = Float64Array.from(of.judges, () => 800 * (chance() - 0.5));
      const bound = boundBy({ problem: of, loads: loadsOf(of), search: panelSearch(of) }, price);
      expect(bound).toBeGreaterThanOrEqual(Math.round(exact.value));
    }),
    { numRuns: 25 },
  ));

test('the best panel of one application is the best of all possible panels', () =>
  fc.assert(
    fc.property(shapes, seeds, (of, seed) => {
      const chance = chanceOf(seed);
      const price = Float64Array.from(of.judges, () => 500 * (chance() - 0.5));
      const alone = { ...of, applications: ['app_0'], fixed: [chance() < 0.3 ? [0] : []] };
      const found = panelSearch(alone).best(0, price);
      const wanted = bestByTrying(alone, price);
      if (wanted === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(wanted, 6);
    }),
    { numRuns: 150 },
  ));

/** All possible panels, one after another. */
function bestByTrying(of: AssignmentProblem, price: Float64Array): number | null {
  const J = of.judges.length;
  const free = { ...of, judges: of.judges.map((one) => ({ ...one, loadMin: 0, loadMax: 0 })) };
  const seated = of.fixed[0] ?? [];
  let best: number | null = null;
  const tried = (from: number, panel: number[]): void => {
    if (panel.length === of.rules.panelSize) {
      if (checkPanels(free, [panel]).violations.length > 0) return;
      const worth = panel.filter((j) => !seated.includes(j)).reduce((sum, j) => sum + of.value[j] - price[j], 0);
      if (best === null || worth > best) best = worth;
      return;
    }
    for (let j = from; j < J; j++) if (of.value[j] !== BARRED && !seated.includes(j)) tried(j + 1, [...panel, j]);
  };
  if (seated.length <= of.rules.panelSize) tried(0, [...seated]);
  return best;
}

test('a small round is solved to the proven optimum', () => {
  const of = problemOfShape({ judges: 15, applications: 40, seed: 1, slack: 1.05 });
  const { total, bound, state } = solveAssignment(of, { exactly: exactlyBy(highs, () => 20) });
  expect([state, total]).toEqual(['whole', bound]);
});

test('20 judges and 100 applications: within 0.1 % of the bound of the linear programme', () => {
  const of = problemOfShape({ judges: 20, applications: 100, seed: 1 });
  const { total, bound } = solveAssignment(of);
  const programme = solveExactly(highs, of, { whole: false, seconds: 60 });
  expect(programme.state).toBe('optimal');
  expect(total).toBeGreaterThanOrEqual(0.999 * programme.value);
  expect(bound).toBeLessThanOrEqual(1.001 * programme.value);
});

test('a standing review keeps its seat and counts in the load; a retired judge gets no new application', () => {
  const some = [judge('gone', { retired: true }), ...judges(5, { loadMax: 2 })];
  const of = problem({
    judges: some,
    applications: 3,
    fixed: { 0: [0, 1] },
    barred: [
      [0, 0],
      [1, 0],
      [2, 0],
    ],
  });
  const { panels, state } = solveAssignment(of);
  expect(state).toBe('whole');
  expect(panels[0]?.slice(0, 2)).toEqual([0, 1]);
  expect(panels.flat().filter((j) => j === 0)).toHaveLength(1);
  expect(panels.flat().filter((j) => j === 1)).toHaveLength(2);
});

test('a soft conflict is used only if no other judge is free', () => {
  const of = (count: number) =>
    problem({ judges: judges(count), applications: 1, value: (_, j) => (j === 0 ? 1_000 - 1_000 : 0) });
  expect(solveAssignment(of(3)).panels[0]).toContain(0);
  const penalised = problem({ judges: judges(4), applications: 1, value: (_, j) => (j === 0 ? -1 : 0) });
  expect(solveAssignment(penalised).panels[0]).not.toContain(0);
});

test('if it is stopped at once, it still returns an assignment', () => {
  const of = problemOfShape({ judges: 30, applications: 100, seed: 2, slack: 2 });
  const { panels, bound, total } = solveAssignment(of, { goOn: () => false });
  expect(panels).toHaveLength(100);
  expect(total).toBeLessThanOrEqual(bound);
});

test('progress reports: the bound falls and the value rises', () => {
  const told: { total: number; bound: number }[] = [];
  solveAssignment(problemOfShape({ judges: 30, applications: 60, seed: 5, slack: 1.02 }), {
    onProgress: (progress) => told.push(progress),
  });
  const totals = told.map(({ total }) => total).filter((total) => total > 0);
  expect(totals).toEqual([...totals].sort((a, b) => a - b));
  expect(told.map(({ bound }) => bound)).toEqual(told.map(({ bound }) => bound).sort((a, b) => b - a));
});

describe('the checker finds planted faults', () => {
  const of = problem({
    judges: [
      judge('w', { woman: true, centreId: 'KR-27', loadMin: 1 }),
      judge('m', { marketExpert: true, centreId: 'KR-27', loadMax: 1 }),
      judge('a', { centreId: 'KR-28' }),
      judge('b', { centreId: 'KR-28' }),
      judge('c', { centreId: 'KR-28' }),
    ],
    applications: 2,
    rules: { marketExpertsMin: 1, womenMin: 1, centresMin: 2, sameCentreMax: 2 },
    barred: [[0, 4]],
    fixed: { 1: [2] },
  });
  const whole = [
    [0, 1, 2],
    [0, 1, 2],
  ];
  test.each([
    ['nothing but a load', whole, ['m: load_max']],
    [
      'a seat too few',
      [
        [0, 1],
        [0, 1, 2],
      ],
      ['app_0: panel_size'],
    ],
    [
      'a judge twice',
      [
        [0, 1, 1],
        [0, 1, 2],
      ],
      ['app_0: judge_twice', 'app_0: centres_min', 'app_0: same_centre_max'],
    ],
    [
      'a conflict',
      [
        [0, 1, 4],
        [0, 1, 2],
      ],
      ['app_0: conflicts'],
    ],
    [
      'no market expert',
      [
        [0, 2, 3],
        [0, 1, 2],
      ],
      ['app_0: market_experts_min'],
    ],
    [
      'no woman',
      [
        [1, 2, 3],
        [0, 1, 2],
      ],
      ['app_0: women_min'],
    ],
    [
      'too many of a centre',
      [
        [0, 1, 2],
        [2, 3, 4],
      ],
      ['app_1: market_experts_min', 'app_1: women_min', 'app_1: centres_min', 'app_1: same_centre_max'],
    ],
    [
      'a standing review gone',
      [
        [0, 1, 2],
        [0, 1, 3],
      ],
      ['app_1: standing_reviews'],
    ],
    [
      'a load not reached',
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      ['w: load_min'],
    ],
  ])('%s', (_, panels, wanted) => {
    const violations = checkPanels(of, panels).violations.map(({ id, rule }) => `${id}: ${rule}`);
    for (const one of wanted) expect(violations).toContain(one);
  });
});
