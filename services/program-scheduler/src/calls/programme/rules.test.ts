import { expect, test } from '@jest/globals';
import { Phase, ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import { Rejection } from '@naru/kit/rejection';
import { requireQuota } from '../../standards/quota.ts';
import { requirePhases } from './rules.ts';

const day = (iso: string | undefined) => {
  const [year = 0, month = 0, date = 0] = (iso ?? '').split('-').map(Number);
  return iso === undefined ? undefined : { year, month, day: date };
};
const phases = (...dates: [from?: string | undefined, to?: string][]): Phase[] =>
  dates.map(([from, to], index) => Phase.fromPartial({ number: index + 1, from: day(from), to: day(to) }));

function faultOf(check: () => unknown): unknown {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Rejection ? [error.faults[0]?.path, error.faults[0]?.rule] : error;
  }
}

test.each([
  ['none', phases()],
  ['one that is open-ended', phases(['2015-07-01'])],
  ['two that follow each other', phases(['2015-07-01', '2016-06-30'], ['2016-07-01'])],
  ['two of which nothing is known', phases([], [])],
  ['one of a day', phases(['2015-07-01', '2015-07-01'])],
])('accepts %s', (_, given) => expect(faultOf(() => requirePhases('phases', given))).toBeNull());

test.each([
  ['numbers out of order', phases([], []).reverse(), 'phases[0].number', 'phase.order'],
  ['a day that does not exist', phases(['2015-02-30']), 'phases[0].from', 'date.exists'],
  ['an end before its beginning', phases(['2015-07-02', '2015-07-01']), 'phases[0].to', 'phase.ends_early'],
  [
    'one that begins as the other ends',
    phases([undefined, '2016-07-01'], ['2016-07-01']),
    'phases[1].from',
    'phase.overlap',
  ],
  ['one after an open-ended one', phases(['2015-07-01'], ['2016-07-01']), 'phases[0].to', 'phase.open_ended'],
])('refuses %s', (_, given, path, rule) => expect(faultOf(() => requirePhases('phases', given))).toEqual([path, rule]));

test('one refusal names all faults of the phases, in both languages', () => {
  const [first, second] = phases(['2015-07-01', '2016-07-01'], ['2016-07-01', '2016-06-01']);
  const wrong = [first, { ...second, number: 3, teamsMax: 1, teamsMin: 2 }] as Phase[];
  expect(() => requirePhases('phases', wrong)).toThrow(
    expect.objectContaining({
      faults: [
        ['phases[1].from', '앞 단계가 끝나는 날(2016년 7월 1일)보다 뒤여야 합니다'],
        ['phases[1].number', '2를 적어야 합니다. 단계의 번호는 1부터 시간 순서대로 매깁니다'],
        ['phases[1].to', '단계가 시작하는 날(2016년 7월 1일)이나 그 뒤의 날이어야 합니다'],
        ['phases[1].teamsMin', '최대 팀 수(teamsMax)인 1 이하여야 합니다'],
      ].map(([path, ko]) => expect.objectContaining({ path, said: expect.objectContaining({ ko }) })),
    }),
  );
});

test('a missing quota limits nothing; a maximum below the minimum is refused', () => {
  expect(requireQuota('quota')).toEqual(ProgrammeQuota.fromPartial({}));
  expect(
    requireQuota('quota', ProgrammeQuota.fromPartial({ teamsMax: 0, teamsMin: 10, roundsPerYear: 2 })).teamsMin,
  ).toBe(10);
  expect(
    faultOf(() => requireQuota('quota', ProgrammeQuota.fromPartial({ teamsMax: 9, teamsMin: 10, roundsPerYear: 0 }))),
  ).toEqual(['quota.teamsMin', 'quota.teams_range']);
});
