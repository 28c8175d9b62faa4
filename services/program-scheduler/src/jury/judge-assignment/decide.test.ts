import { describe, expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import type { Rejection } from '@naru/words/rejection';
import * as decide from './decide.ts';
import { assignment } from './fixture/assignment.ts';
import { evolve, gapPercentOf, type JudgeAssignment, type JudgeAssignmentEvent, panelsOf } from './judge-assignment.ts';

const { roundId, proposedAt } = assignment;
const at = new Date(Date.UTC(2016, 3, 2));
const judging = { state: 'PLANNED', mode: 'SCORES' } as const;
const proposed: JudgeAssignmentEvent = { type: 'JudgeAssignmentProposed', assignment };
const applied: JudgeAssignmentEvent = { type: 'JudgeAssignmentApplied', at };

const given = scenario({ evolve });
const apply = (state: JudgeAssignment | null) => decide.applyAssignment(state, { roundId, proposedAt, at });

test('marks the assignment as applied', () => given(proposed).when(apply).then(applied));
test('changes nothing when it is already applied', () => given(proposed, applied).when(apply).nothing());
test('refuses an unknown assignment', () => given().when(apply).refuses('judge_assignment.not_found'));
test('refuses a proposal other than the adopted one', () =>
  given(proposed)
    .when((state) => decide.applyAssignment(state, { roundId, proposedAt: at, at }))
    .refuses('judge_assignment.replaced'));
test('a new proposal replaces an applied one', () => {
  const again = decide.proposeAssignment({ ...assignment, total: 1_600 });
  const state = [proposed, applied, ...again].reduce(evolve, null);
  expect(state).toMatchObject({ state: 'PROPOSED', total: 1_600, appliedAt: undefined });
});

const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as Rejection;
  }
  return { code: 'none', message: '', said: { ko: '' } };
};

describe('starts a search', () => {
  const search = { judging, applications: 10, judges: 5, roundIsTaking: false };
  test('for a judging by scores that is not closed', () =>
    expect(refusal(() => decide.requireSearchable(search)).code).toBe('none'));
  test.each([
    ['judging.not_planned', { judging: null }],
    ['judging.by_votes', { judging: { ...judging, mode: 'VOTES' as const } }],
    ['judging.not_open', { judging: { ...judging, state: 'CLOSED' as const } }],
    ['judging.round_open', { roundIsTaking: true }],
    ['judge_assignment.no_applications', { applications: 0 }],
    ['judge_assignment.too_large', { applications: 10_000, judges: 401 }],
  ])('refuses with %s', (code, changed) =>
    expect(refusal(() => decide.requireSearchable({ ...search, ...changed })).code).toBe(code),
  );
});

describe('adopts an assignment', () => {
  const wanted = { roundId, judging, violations: [], reason: 'nobody else' };
  test('only a complete proposal', () => expect(decide.requireApplicable(assignment, wanted)).toBe(assignment));
  test.each([
    ['judge_assignment.not_found', null, {}],
    ['judge_assignment.not_whole', { ...assignment, outcome: 'SHORT' as const }, {}],
    ['review.conflict_wants_reason', assignment, { reason: '' }],
    ['judging.not_open', assignment, { judging: { ...judging, state: 'CLOSED' as const } }],
  ])('refuses with %s', (code, state, changed) =>
    expect(refusal(() => decide.requireApplicable(state, { ...wanted, ...changed })).code).toBe(code),
  );
  test('advises to change the plan only before the judging begins', () => {
    const short = { ...assignment, outcome: 'SHORT' as const };
    const en = (state: 'PLANNED' | 'OPEN') =>
      refusal(() => decide.requireApplicable(short, { ...wanted, judging: { ...judging, state } })).message;
    expect(en('PLANNED')).toContain('Change the judges or the plan,');
    expect(en('OPEN')).toContain('change the judges, then');
  });
  test('names the rules that the proposal breaks now, and the number of further ones', () => {
    const violations = Array.from({ length: 7 }, (_, a) => ({ id: `app_${a}`, rule: 'conflicts' as const }));
    const { code, message, said } = refusal(() => decide.requireApplicable(assignment, { ...wanted, violations }));
    expect(code).toBe('judge_assignment.outdated');
    expect(message).toMatch(
      /app_0 \(conflict of interest\), .*app_4 \(conflict of interest\) and 2 more; solve .* again/,
    );
    expect(said.ko).toMatch(/app_0\(이해충돌\), .*app_4\(이해충돌\) 외 2건\. 다시 배정하십시오/);
  });
  test('continues with the same proposal, applied or not, and with no other', () => {
    const state = assignment;
    const done = { ...assignment, state: 'APPLIED' as const };
    const asked = { roundId, version: 3 };
    expect(decide.requireSame({ state, version: 3 }, asked)).toBe(state);
    expect(decide.requireSame({ state: done, version: 4 }, asked)).toBe(done);
    expect(refusal(() => decide.requireSame({ state, version: 4 }, asked)).code).toBe('judge_assignment.replaced');
    expect(refusal(() => decide.requireSame(null, asked)).code).toBe('judge_assignment.not_found');
  });
});

test('the compact form is read as panels', () => {
  const [first, second] = panelsOf(assignment);
  expect(first?.seats.map(({ judgeId, standing }) => [judgeId, standing])).toEqual([
    ['jud_0', true],
    ['jud_1', false],
  ]);
  expect(second?.seats.map(({ judgeId, fit, softConflict }) => [judgeId, fit, softConflict])).toEqual([
    ['jud_2', 0, true],
    ['jud_0', 1_000, false],
  ]);
  expect(panelsOf({ ...assignment, seats: [0, -1, -1, -1] }).map(({ seats }) => seats.length)).toEqual([1, 0]);
});

test('the gap is in per cent of the bound, and 0 where no complete assignment was found', () => {
  expect(gapPercentOf(assignment)).toBe(25);
  expect(gapPercentOf({ ...assignment, outcome: 'SHORT' })).toBe(0);
  expect(gapPercentOf({ ...assignment, total: 0, bound: 0 })).toBe(0);
});
