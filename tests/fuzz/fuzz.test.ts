import { expect, test } from '@jest/globals';
import { readSelection } from './main.ts';
import { type Report, summaryOf } from './report.ts';

test('without flags every role makes twenty thousand requests', () => {
  const { roles, cases, seed } = readSelection([]);
  expect(roles).toContain('partner_system');
  expect({ cases, seed }).toEqual({ cases: 20_000, seed: 1 });
});

test('--role refuses an unknown role', () => {
  expect(() => readSelection(['--role', 'officer'])).toThrow(/^--role takes one of network_admin, .*, not "officer"$/);
});

const report = (more: Partial<Report['test_cases']> = {}, complete = true): Report => ({
  complete,
  operations: { tested: 240 },
  test_cases: { generated: 20_160, with_failures: 0, errored: 0, ...more },
  failures: [],
  errors: [],
});

test.each([
  ['all answered', report(), 0],
  ['an answer of 5xx', report({ with_failures: 2 }), 2],
  ['a connection that broke', report({ errored: 1 }), 1],
  ['nothing tried', report({ generated: 0 }), 1],
  ['ended early', report({}, false), 1],
])('%s: the faults are counted', (_what, given, faults) => {
  expect(summaryOf('judge', given).faults).toBe(faults);
});

test('the line says how many requests there were, and what failed', () => {
  expect(summaryOf('judge', report({ with_failures: 1 })).line).toBe(
    'judge: 20160 requests to 240 operations, 1 answered 5xx, 0 without an answer',
  );
});
