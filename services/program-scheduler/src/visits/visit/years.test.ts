import { expect, test } from '@jest/globals';
import { registry } from '@naru/contracts';
import { VisitCounts, VisitYearComparison } from '@naru/contracts/program/v1/visit';
import { Rejection } from '@naru/kit/rejection';
import fc from 'fast-check';
import { type Covered, compareYears, yearOf, yearsOf } from './years.ts';

const day = (year: number, month: number, date: number) => ({ year, month, day: date });
const covered: Covered = { from: day(2018, 1, 1), through: day(2019, 8, 31) };
const counts = new Map([
  [2018, 42],
  [2019, 22],
]);

test('2018 is whole, 2019 is partial to August', () => {
  expect(yearsOf(counts, covered)).toEqual([
    { year: 2018, visits: 42, partial: false, through: day(2018, 12, 31) },
    { year: 2019, visits: 22, partial: true, through: day(2019, 8, 31) },
  ]);
});
test('without a coverage every year is partial; a fully entered year without visits is whole with 0', () => {
  expect(yearsOf(counts, null).map(({ partial }) => partial)).toEqual([true, true]);
  expect(yearsOf(new Map(), { from: day(2016, 1, 1), through: day(2017, 6, 1) })).toEqual([
    { year: 2016, visits: 0, partial: false, through: day(2016, 12, 31) },
    { year: 2017, visits: 0, partial: true, through: day(2017, 6, 1) },
  ]);
});
test('a partial year is refused with its name; whole years are ranked', () => {
  expect(() => compareYears(yearsOf(counts, covered), covered)).toThrow(
    '2019 (entered for 1 January – 31 August 2019 only)',
  );
  const whole = yearsOf(counts, { ...covered, through: day(2019, 12, 31) });
  expect(compareYears(whole, covered)).toEqual({ ranking: [whole[0], whole[1]], growthPercent: -47.62 });
  const twice = [yearOf(2018, 0, covered), yearOf(2018, 5, covered)];
  expect(compareYears(twice, covered).growthPercent).toBeUndefined();
});

const anyDay = fc
  .integer({ min: Date.UTC(2010, 0, 1) / 86_400_000, max: Date.UTC(2021, 0, 1) / 86_400_000 })
  .map((days) => {
    const at = new Date(days * 86_400_000);
    return day(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  });
const anyCounts = fc
  .array(fc.tuple(fc.integer({ min: 2008, max: 2023 }), fc.integer({ min: 0, max: 99 })))
  .map((pairs) => new Map(pairs));

test('the refusal says in both languages which years to leave out, and how far they are entered', () => {
  const covered = { from: { year: 2015, month: 5, day: 11 }, through: { year: 2016, month: 8, day: 31 } };
  const years = yearsOf(new Map([[2014, 3]]), covered);
  expect(() => compareYears(years, covered)).toThrow(
    expect.objectContaining({
      said: {
        ko: 'years: 한 해의 방문이 모두 입력된 해만 순위를 매기거나 비교할 수 있습니다. 다음 해를 빼거나, 빠진 방문을 입력한 뒤 방문 기록 기간을 넓히십시오: 2015년(2015년 5월 11일~12월 31일만 입력됨), 2016년(2016년 1월 1일~8월 31일만 입력됨), 2014년(방문 기록 기간에 들지 않음)',
        en: 'years: only years whose visits are entered for the whole year can be ranked or compared; leave out 2015 (entered for 11 May – 31 December 2015 only), 2016 (entered for 1 January – 31 August 2016 only), 2014 (outside the entered period), or enter the missing visits and extend the entered period',
      },
    }),
  );
});

test('property V12: a comparison with a partial year is always refused, and one of whole years never', () => {
  fc.assert(
    fc.property(anyCounts, fc.option(fc.record({ from: anyDay, through: anyDay })), (rows, span) => {
      const years = yearsOf(rows, span);
      if (years.length === 0) return;
      const refused = (() => {
        try {
          compareYears(years, span);
          return false;
        } catch (error) {
          return error instanceof Rejection && error.code === 'visit.partial_year';
        }
      })();
      expect(refused).toBe(years.some(({ partial }) => partial));
      for (const { year, partial } of years) {
        const begins =
          span && (span.from.year < year || (span.from.year === year && span.from.month * 100 + span.from.day === 101));
        const ends =
          span &&
          (span.through.year > year ||
            (span.through.year === year && span.through.month * 100 + span.through.day === 1231));
        expect(partial).toBe(!(begins && ends));
      }
    }),
  );
});

test('V12: no message with counts of visits has a field for persons', () => {
  const fields = (name: string): string[] =>
    registry
      .getMessage(name)
      ?.fields.flatMap((field) => [field.name, ...(field.message ? fields(field.message.typeName) : [])]) ?? [];
  for (const { $type } of [VisitCounts, VisitYearComparison]) {
    expect(fields($type)).toContain('visits');
    expect(fields($type).filter((name) => /person|visitor|size|average|per_/.test(name))).toEqual([]);
  }
});
