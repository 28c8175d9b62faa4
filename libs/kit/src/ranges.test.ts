import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromDay, throughDay } from './ranges.ts';

type Day = { year: number; month: number; day: number };

/** Applies a filter to one document, as the database does. */
const fits = (filter: object, day: Day): boolean =>
  Object.entries(filter).every(([key, wanted]) => {
    if (key === '$or') return (wanted as object[]).some((one) => fits(one, day));
    const value = Reflect.get(day, key.replace('d.', '')) as number;
    const {
      $gt = -1,
      $gte = -1,
      $lt = 1e5,
      $lte = 1e5,
    } = typeof wanted === 'object' ? wanted : { $gte: wanted, $lte: wanted };
    return value > $gt && value >= $gte && value < $lt && value <= $lte;
  });

const days = fc.record({
  year: fc.integer({ min: 2014, max: 2016 }),
  month: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 1, max: 28 }),
});
const order = ({ year, month, day }: Day) => year * 10_000 + month * 100 + day;

test('a limit includes its day, from and through, in every year and month', () => {
  fc.assert(
    fc.property(days, days, (limit, day) => {
      expect(fits(fromDay('d')(limit, 'heldFrom'), day)).toBe(order(day) >= order(limit));
      expect(fits(throughDay('d')(limit, 'heldThrough'), day)).toBe(order(day) <= order(limit));
    }),
  );
});

test('a month or a year means from its first day through its last', () => {
  const month = { year: 2015, month: 5, day: 0 };
  const year = { year: 2015, month: 0, day: 0 };
  const on = (iso: string) => {
    const [y = 0, m = 0, d = 0] = iso.split('-').map(Number);
    return { year: y, month: m, day: d };
  };
  const from = (limit: Day, iso: string) => fits(fromDay('d')(limit, 'heldFrom'), on(iso));
  const through = (limit: Day, iso: string) => fits(throughDay('d')(limit, 'heldThrough'), on(iso));
  expect(['2015-04-30', '2015-05-01', '2015-05', '2016-01-01'].map((day) => from(month, day))).toEqual([
    false,
    true,
    true,
    true,
  ]);
  expect(['2015-05-31', '2015-06-01', '2014-12-31'].map((day) => through(month, day))).toEqual([true, false, true]);
  expect(['2014-12-31', '2015-01-01', '2015'].map((day) => from(year, day))).toEqual([false, true, true]);
  expect(['2015-12-31', '2016-01-01'].map((day) => through(year, day))).toEqual([true, false]);
});

test('a day that does not exist is refused by the name of its field', () => {
  expect(() => fromDay('d')({ year: 2015, month: 2, day: 30 }, 'heldFrom')).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path: 'heldFrom', rule: 'date.exists' })] }),
  );
});
