import { expect, test } from '@jest/globals';
import { told } from '@naru/solving/fixture/told';
import { BARRED } from './problem.ts';
import { LIMITS, readRound } from './read.ts';

const judge = { id: 'j1', centre: 'KR-27', market_expert: true, woman: true, load_min: 1, load_max: 3 };
const round = {
  rules: { panel_size: 2, market_experts_min: 1, women_min: 2, centres_min: 0, same_centre_max: 1 },
  judges: [judge, { id: 'j2' }, { id: 'j3', centre: null, load_min: null }],
  applications: [{ id: 'a1' }, { id: 'a2', name: 'a note' }],
  pairs: [
    { judge: 'j1', application: 'a1', value: 800 },
    { judge: 'j2', application: 'a1', value: -5, stands: true },
    { judge: 'j3', application: 'a2', value: 7, conflict: true },
    { judge: 'j1', application: 'a2', stands: true },
    { judge: 'j1', application: 'a2', value: 9, stands: true },
  ],
};
const wrong = (value: unknown) => readRound(value).faults.map(told);
const withJudge = (more: object) => wrong({ ...round, judges: [{ ...judge, ...more }, { id: 'j2' }, { id: 'j3' }] });
const withPairs = (...pairs: unknown[]) => wrong({ ...round, pairs });
const withRules = (rules: unknown) => wrong({ ...round, rules, pairs: [] });

test('a round is read completely: an omitted field has its default, and of repeated pairs the last one counts', () => {
  const { found, faults } = readRound(round);
  expect(faults).toEqual([]);
  expect(found?.rules).toEqual({ panelSize: 2, marketExpertsMin: 1, womenMin: 2, centresMin: 0, sameCentreMax: 1 });
  const plain = { centreId: '', marketExpert: false, woman: false, loadMin: 0, loadMax: 0, retired: false };
  expect(found?.judges).toEqual([
    { id: 'j1', centreId: 'KR-27', marketExpert: true, woman: true, loadMin: 1, loadMax: 3, retired: false },
    { id: 'j2', ...plain },
    { id: 'j3', ...plain },
  ]);
  expect(found?.applications).toEqual(['a1', 'a2']);
  expect([...(found?.value ?? [])]).toEqual([800, -5, 0, 9, 0, BARRED]);
  expect(found?.fixed).toEqual([[1], [0]]);
});

test('pairs and rules may be omitted', () => {
  const { found } = readRound({ rules: { panel_size: 1 }, judges: [{ id: 'j1' }], applications: [{ id: 'a1' }] });
  expect(found).toMatchObject({ rules: { panelSize: 1, womenMin: 0, sameCentreMax: 0 }, fixed: [[]] });
});

test.each([null, [], 'x', 7])('%j is no round', (value) => {
  expect(wrong(value)).toEqual([': no_round']);
});

test('each rule is a whole number, and no minimum is above the panel size', () => {
  expect(withRules(undefined)).toEqual([expect.stringContaining('rules: object missing')]);
  for (const panel_size of [0, LIMITS.panelSize + 1, undefined])
    expect(withRules({ panel_size })).toEqual([expect.stringMatching(/^rules\.panel_size: whole .* 1 20$/)]);
  expect(withRules({ panel_size: LIMITS.panelSize })).toEqual([]);
  for (const name of ['market_experts_min', 'women_min', 'centres_min', 'same_centre_max']) {
    expect(withRules({ panel_size: 3, [name]: 3 })).toEqual([]);
    expect(withRules({ panel_size: 3, [name]: 4 })).toEqual([`rules.${name}: whole 4 0 3`]);
  }
  expect(withRules({ panel_size: 'x', women_min: 21 })).toHaveLength(2);
});

test('a judge has an id, a centre that is a text, flags, and a minimum load not above the maximum', () => {
  expect(withJudge({ load_min: 3, load_max: 3 })).toEqual([]);
  expect(withJudge({ load_min: 4, load_max: 0 })).toEqual([]);
  expect(withJudge({ load_min: 4 })).toEqual(['judges[0].load_min: above 4 load_max 3']);
  expect(withJudge({ load_max: LIMITS.applications + 1 })).toHaveLength(1);
  expect(withJudge({ centre: 7 })).toEqual(['judges[0].centre: text_or_none 7']);
  for (const flag of ['woman', 'market_expert'])
    expect(withJudge({ [flag]: 1 })).toEqual([`judges[0].${flag}: flag 1`]);
  expect(wrong({ ...round, pairs: [], judges: ['x'] })).toEqual([
    expect.stringContaining('judges[0]: object "x"'),
    expect.stringContaining('judges[0].id'),
  ]);
  expect(wrong({ ...round, pairs: [], judges: [judge, judge] })).toEqual([expect.stringContaining('judges[0].id')]);
  expect(wrong({ ...round, pairs: [], applications: [{ id: 'a1' }, { id: 'a1' }] })).toEqual([
    expect.stringContaining('applications[0].id'),
  ]);
});

test.each(['judges', 'applications'])('a round without %s is refused', (name) => {
  expect(wrong({ ...round, pairs: [], [name]: [] })).toEqual([`${name}: empty`]);
});

test('a pair names a judge and an application, its value is from −10,000 to 10,000, and standing pairs fit the panel', () => {
  expect(
    withPairs({ judge: 'j1', application: 'a1', value: -10_000 }, { judge: 'j2', application: 'a1', value: 10_000 }),
  ).toEqual([]);
  for (const value of [-10_001, 10_001, 0.5])
    expect(withPairs({ judge: 'j1', application: 'a1', value })).toEqual([expect.stringContaining('pairs[0].value')]);
  expect(withPairs({ judge: 'x', application: 'y' })).toEqual([
    expect.stringContaining('pairs[0].judge: unknown_id "x" judges'),
    expect.stringContaining('pairs[0].application: unknown_id "y" applications'),
  ]);
  for (const flag of ['conflict', 'stands'])
    expect(withPairs({ judge: 'j1', application: 'a1', [flag]: 'yes' })).toEqual([
      expect.stringContaining(`pairs[0].${flag}`),
    ]);
  const standing = ['j1', 'j2', 'j3'].map((id) => ({ judge: id, application: 'a1', stands: true }));
  expect(withPairs(...standing.slice(0, 2))).toEqual([]);
  expect(withPairs(...standing)).toEqual(['pairs[2].stands: standing_max 2']);
  expect(wrong({ ...round, pairs: {} })).toEqual(['pairs: list object']);
});

test('a round that is too large for the solver is refused before it is built', () => {
  const many = (count: number, prefix: string) => Array.from({ length: count }, (_, at) => ({ id: `${prefix}${at}` }));
  const { found, faults } = readRound({
    rules: { panel_size: 1 },
    judges: many(5_001, 'j'),
    applications: many(4_000, 'a'),
  });
  expect([found, faults]).toEqual([
    null,
    [{ path: '', code: 'pairs_max', params: { count: 20_004_000, max: 20_000_000 } }],
  ]);
  expect(
    readRound({ rules: { panel_size: 1 }, judges: many(10_001, 'j'), applications: [{ id: 'a' }] }).faults,
  ).toEqual([
    { path: 'judges', code: 'too_many', params: { count: 10_001, max: 10_000 } },
    { path: 'judges', code: 'empty', params: {} },
  ]);
});
