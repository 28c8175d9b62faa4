import { expect, test } from '@jest/globals';
import type { Rejection } from '@naru/kit/rejection';
import { scenario } from '@naru/testing/scenario';
import fc from 'fast-check';
import { compareOutcomes, correctOutcome, reportOutcome, verifyOutcome } from './decide.ts';
import { evolve, isPartial, type Outcome, type OutcomeEvent, unitOf } from './outcome.ts';

const day = (year: number, month: number, date: number) => ({ year, month, day: date });
const at = (seconds: number) => new Date(seconds * 1_000);
const outcome: Outcome = {
  id: 'out_1',
  aboutId: 'org_gbsa',
  indicator: 'FOREIGN_VISITORS',
  from: day(2018, 1, 1),
  through: day(2018, 12, 31),
  value: 684,
  unit: 'PERSONS',
  partial: false,
  origin: 'ARTICLE',
  state: 'REPORTED',
  earlier: [],
  reportedAt: at(0),
  source: undefined,
};
const toAugust: Outcome = { ...outcome, from: day(2019, 1, 1), through: day(2019, 8, 31), value: 484, partial: true };
const reported: OutcomeEvent = { type: 'OutcomeReported', outcome };
const given = scenario<Outcome, OutcomeEvent>({ evolve });
const correct = (value: number) => (state: Outcome | null) =>
  correctOutcome(state, { value, reason: '오타', at: at(9) });

test('report: stores a figure, once', () => {
  const report = (state: Outcome | null) => reportOutcome(state, outcome);
  given().when(report).then(reported);
  given(reported).when(report).nothing();
});
test('verify: marks a figure as verified, once, and again after a correction', () => {
  given(reported).when(verifyOutcome).leaves({ state: 'VERIFIED' });
  given(reported, { type: 'OutcomeVerified' }).when(verifyOutcome).nothing();
  given(reported, ...correct(685)(outcome))
    .when(verifyOutcome)
    .leaves({ state: 'VERIFIED', value: 685 });
  given().when(verifyOutcome).refuses('outcome.not_found');
});
test('correct: keeps the earlier value; changes nothing where the value is the same', () => {
  given(reported)
    .when(correct(685))
    .leaves({
      value: 685,
      state: 'CORRECTED',
      reportedAt: at(9),
      earlier: [{ value: 684, reportedAt: at(0), reason: '오타' }],
    });
  const [first] = correct(685)(outcome);
  given(reported, first as OutcomeEvent)
    .when(correct(686))
    .leaves({ earlier: [expect.objectContaining({ value: 684 }), expect.objectContaining({ value: 685 })] as never });
  given().when(correct(685)).refuses('outcome.not_found');
  given(reported).when(correct(684)).nothing();
});

test('a period of whole years is whole, any other is partial; an indicator has one unit', () => {
  expect([outcome, toAugust].map(isPartial)).toEqual([false, true]);
  expect(isPartial({ from: day(2017, 1, 1), through: day(2018, 12, 31) })).toBe(false);
  for (const span of [
    { from: day(2018, 2, 1), through: day(2018, 12, 31) },
    { from: day(2018, 1, 2), through: day(2018, 12, 31) },
    { from: day(2018, 1, 1), through: day(2018, 10, 31) },
    { from: day(2018, 1, 1), through: day(2018, 12, 30) },
  ])
    expect(isPartial(span)).toBe(true);
  expect(unitOf('INDICATOR_UNSPECIFIED')).toBe('UNIT_UNSPECIFIED');
  expect(['STATE_GUEST_VISITS', 'FOREIGN_VISITORS'].map((one) => unitOf(one as 'FOREIGN_VISITORS'))).toEqual([
    'VISITS',
    'PERSONS',
  ]);
});

test('growth is given between whole years of one body and indicator', () => {
  const next = { ...outcome, from: day(2019, 1, 1), through: day(2019, 12, 31), value: 700 };
  expect(compareOutcomes(outcome, next)).toEqual({ difference: 16, growthPercent: 2.34 });
  expect(compareOutcomes({ ...outcome, value: 0 }, next)).toEqual({ difference: 700, growthPercent: undefined });
  expect(compareOutcomes({ ...outcome, value: 1 }, next)).toEqual({ difference: 699, growthPercent: 69_900 });
  expect(compareOutcomes({ ...outcome, value: 1_400 }, next)).toEqual({ difference: -700, growthPercent: -50 });
});
test.each<[string, Outcome]>([
  ['partial_year', toAugust],
  ['indicators_differ', { ...outcome, indicator: 'STATE_GUEST_VISITS', unit: 'VISITS' }],
  ['bodies_differ', { ...outcome, aboutId: 'KR-41' }],
  ['spans_differ', { ...outcome, from: day(2017, 1, 1) }],
])('refuses with outcome.%s', (code, other) => {
  for (const [a, b] of [
    [outcome, other],
    [other, outcome],
  ] as const)
    expect(() => compareOutcomes(a, b)).toThrow(expect.objectContaining({ code: `outcome.${code}` }));
});

test('a refused comparison names the indicators and the periods in both languages', () => {
  const said = (other: Partial<Outcome>) => {
    try {
      return compareOutcomes(outcome, { ...outcome, ...other });
    } catch (error) {
      return (error as Rejection).said;
    }
  };
  expect(said({ indicator: 'STATE_GUEST_VISITS' })).toEqual({
    ko: '서로 다른 지표입니다(외국인 방문자 수, 대표단 방문 횟수). 같은 지표의 수치를 비교하십시오',
    en: 'the indicators differ: "visitors from abroad" and "visits of delegations"; compare figures of one indicator',
  });
  expect(said(toAugust)).toEqual({
    ko: '한 해(1월 1일~12월 31일) 단위의 기간만 비교할 수 있습니다. 다음 기간은 그렇지 않으니 다른 수치를 고르십시오: 2019년 1월 1일~8월 31일',
    en: 'only periods of whole calendar years can be compared, and these are not: 1 January – 31 August 2019; choose other figures',
  });
});

test('property V12: a comparison of visits with visitors, or with a partial year, is always refused', () => {
  const any = fc.record({
    indicator: fc.constantFrom('STATE_GUEST_VISITS' as const, 'FOREIGN_VISITORS' as const),
    year: fc.integer({ min: 2015, max: 2020 }),
    month: fc.integer({ min: 1, max: 12 }),
    value: fc.nat(1_000),
  });
  const made = ({
    indicator,
    year,
    month,
    value,
  }: {
    indicator: Outcome['indicator'];
    year: number;
    month: number;
    value: number;
  }): Outcome => {
    const span = { from: day(year, 1, 1), through: day(year, month, month === 12 ? 31 : 28) };
    return { ...outcome, ...span, indicator, value, partial: isPartial(span) };
  };
  fc.assert(
    fc.property(any, any, (one, other) => {
      const [a, b] = [made(one), made(other)];
      const answered = (() => {
        try {
          compareOutcomes(a, b);
          return true;
        } catch {
          return false;
        }
      })();
      expect(answered).toBe(a.indicator === b.indicator && !a.partial && !b.partial);
    }),
  );
});
