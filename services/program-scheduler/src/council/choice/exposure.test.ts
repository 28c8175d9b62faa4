import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Exposure, inOrder, type Ranked } from './exposure.ts';

const ranked = (...scores: (number | undefined)[]): Ranked[] =>
  scores.map((score, index) => ({
    applicationId: `app_${index}`,
    ventureId: `ven_${index}`,
    centreId: `KR-2${index}`,
    score,
  }));
const rule = (nearTiePoints: number, enabled = true) => ({ enabled, nearTiePoints, selectionsBack: 0 });
const exposure = (ventures: Record<string, number> = {}, centres: Record<string, number> = {}): Exposure => ({
  ventures: new Map(Object.entries(ventures)),
  centres: new Map(Object.entries(centres)),
});
const idsOf = (rows: readonly Ranked[]) => rows.map(({ applicationId }) => applicationId.slice(4)).join('');

test('without the rule the order is by score, and for equal scores by the id of the application', () => {
  const before = exposure({ ven_0: 9 });
  expect(idsOf(inOrder(ranked(80, 90, 80), undefined, before))).toBe('102');
  expect(idsOf(inOrder(ranked(80, 90, 80), rule(50, false), before))).toBe('102');
});

test('in a near tie the order is by selections of the venture, then of its centre (fewer first), then by score', () => {
  const before = exposure({ ven_0: 1, ven_1: 1 }, { 'KR-20': 3, 'KR-21': 2, 'KR-22': 1 });
  const rows = inOrder(ranked(90, 89, 88), rule(2), before);
  expect(idsOf(rows)).toBe('210');
  expect(rows.map(({ nearTie, order }) => [nearTie, order])).toEqual([
    [1, 1],
    [1, 2],
    [1, 3],
  ]);
});

test('a near tie is measured from its best score, so near ties do not chain', () => {
  const before = exposure({ ven_0: 1, ven_1: 1 });
  const rows = inOrder(ranked(90, 88, 86), rule(2), before);
  expect(idsOf(rows)).toBe('012');
  expect(rows.map(({ nearTie }) => nearTie)).toEqual([1, 1, 2]);
});

test('a venture and a centre without a selection count as 0', () => {
  const before = exposure({ ven_1: 1 }, { 'KR-21': 2 });
  const counts = inOrder(ranked(90, 80), undefined, before).map((row) => [row.ventureExposure, row.centreExposure]);
  expect(counts).toEqual([
    [0, 0],
    [1, 2],
  ]);
  expect(idsOf(inOrder(ranked(90, 90), rule(2), exposure({}, { 'KR-20': 1 })))).toBe('10');
});

test('with 0 points only equal scores are a near tie, and an application without a score comes last', () => {
  const before = exposure({ ven_0: 1 });
  expect(idsOf(inOrder(ranked(90, 90, 89.9, undefined), rule(0), before))).toBe('1023');
});

test('no team goes before a team that is better by more than the points of the rule', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ score: fc.integer({ min: 0, max: 100 }), had: fc.nat(3) }), { maxLength: 30 }),
      fc.integer({ min: 0, max: 20 }),
      (teams, points) => {
        const had = Object.fromEntries(teams.map((team, index) => [`ven_${index}`, team.had]));
        const rows = inOrder(ranked(...teams.map(({ score }) => score)), rule(points), exposure(had));
        for (const [at, row] of rows.entries())
          for (const behind of rows.slice(at + 1))
            expect((behind.score as number) - (row.score as number)).toBeLessThanOrEqual(points);
        expect(new Set(idsOf(rows)).size).toBe(new Set(idsOf(ranked(...teams.map(({ score }) => score)))).size);
      },
    ),
  ));
