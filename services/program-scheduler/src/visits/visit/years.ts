/**
 * Visits by calendar year (V12). A year is whole only where it is entered from its first day to its last. A partial
 * year is marked, never ranked, and gives no growth rate. Only visits are counted: the number of persons is another
 * indicator, and not counted here.
 */
import type { VisitYear, VisitYearComparison } from '@naru/contracts/program/v1/visit';
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import { refuse } from './texts.ts';

/** The days for which the visits of a host are entered. */
export interface Covered {
  from: CivilDate;
  through: CivilDate;
}

const firstDay = (year: number): CivilDate => ({ year, month: 1, day: 1 });
const lastDay = (year: number): CivilDate => ({ year, month: 12, day: 31 });
const later = (a: CivilDate, b: CivilDate) => compareDates(a, b) > 0;

/** The figures of one year. */
export function yearOf(year: number, visits: number, covered: Covered | null): VisitYear {
  if (!covered || covered.from.year > year || covered.through.year < year)
    return { year, visits, partial: true, through: undefined };
  const { from, through } = covered;
  const partial = later(from, firstDay(year)) || later(lastDay(year), through);
  return { year, visits, partial, through: later(through, lastDay(year)) ? lastDay(year) : through };
}

/** Every year that has visits or is partly entered, oldest first. */
export function yearsOf(counts: ReadonlyMap<number, number>, covered: Covered | null): VisitYear[] {
  const years = new Set(counts.keys());
  for (let year = covered?.from.year ?? 1; year <= (covered?.through.year ?? 0); year += 1) years.add(year);
  return [...years].sort((a, b) => a - b).map((year) => yearOf(year, counts.get(year) ?? 0, covered));
}

/** @throws Rejection `visit.partial_year` where one of the years is partial */
export function compareYears(
  years: readonly VisitYear[],
  covered: Covered | null,
): Pick<VisitYearComparison, 'ranking' | 'growthPercent'> {
  const partial = years.filter((one) => one.partial).map(({ year }) => year);
  if (partial.length > 0) throw notWhole(partial, covered);
  const byTime = [...years].sort((a, b) => a.year - b.year);
  const [first, last] = [byTime[0]?.visits ?? 0, byTime.at(-1)?.visits ?? 0];
  return {
    ranking: [...years].sort((a, b) => b.visits - a.visits || a.year - b.year),
    growthPercent: first === 0 ? undefined : Math.round(((last - first) * 10_000) / first) / 100,
  };
}

/** Names what is entered of each year, and the years of which nothing is. */
function notWhole(years: readonly number[], covered: Covered | null) {
  const spans = years.map((year) => ({ year, span: covered && enteredOf(year, covered) }));
  return refuse('partial_year', {
    partly: spans.flatMap(({ span }) => (span ? [span] : [])),
    not: spans.flatMap(({ year, span }) => (span ? [] : [year])),
    recorded: covered !== null,
  });
}

/** The entered days of a year; null if there are none. */
function enteredOf(year: number, { from, through }: Covered): readonly [CivilDate, CivilDate] | null {
  if (from.year > year || through.year < year) return null;
  return [later(from, firstDay(year)) ? from : firstDay(year), later(through, lastDay(year)) ? lastDay(year) : through];
}
