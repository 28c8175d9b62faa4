import { expect, test } from '@jest/globals';
import { checkDate, checkPastDay, compareDates, dateIn, daysAfter, isoDate, SEOUL } from './civil-date.ts';

const date = (year: number, month: number, day: number) => ({ year, month, day });

test('dates that exist pass; others are refused by their field', () => {
  for (const good of [date(2016, 2, 29), date(2015, 5, 11), date(2000, 2, 29)]) checkDate('on', good);
  for (const bad of [
    date(2015, 2, 29),
    date(1900, 2, 29),
    date(2015, 13, 1),
    date(2015, 0, 1),
    date(0, 1, 1),
    date(2015, 5, 0),
  ]) {
    expect(() => checkDate('opened_on', bad)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ path: 'openedOn' })] }),
    );
  }
});

test('a month or a year is enough where the rule allows it', () => {
  checkDate('founded_on', date(2013, 12, 0), { whole: false });
  checkDate('founded_on', date(2013, 0, 0), { whole: false });
  expect(() => checkDate('founded_on', date(2013, 0, 5), { whole: false })).toThrow();
});

test('dates compare and print in the same order', () => {
  expect(compareDates(date(2014, 9, 15), date(2015, 5, 11))).toBeLessThan(0);
  expect([date(2014, 9, 5), date(2014, 9, 0), date(2014, 0, 0)].map(isoDate)).toEqual([
    '2014-09-05',
    '2014-09',
    '2014',
  ]);
});

test('a day is past once it has begun somewhere on earth', () => {
  const now = new Date('2015-05-11T10:00:00Z');
  checkPastDay('held_on', date(2015, 5, 12), now);
  expect(() => checkPastDay('held_on', date(2015, 5, 13), now)).toThrow('must be today or an earlier day');
  expect(() => checkPastDay('held_on', date(2015, 2, 29), now)).toThrow('must be a day that exists');
});

test('today is the day at the given place', () => {
  expect(dateIn(SEOUL, new Date('2015-05-10T15:00:00Z'))).toEqual(date(2015, 5, 11));
  expect(dateIn('America/Los_Angeles', new Date('2015-05-10T05:00:00Z'))).toEqual(date(2015, 5, 9));
});

test('the first and the last year, month and day are valid; dates beyond them are not', () => {
  for (const good of [date(1, 1, 1), date(9999, 12, 31), date(2015, 4, 30)]) checkDate('on', good);
  for (const bad of [date(10_000, 1, 1), date(2015, 4, 31), date(2015, 1, 32), date(2015, -1, 1), date(2015, 1, -1)])
    expect(() => checkDate('on', bad)).toThrow('on: must be a day that exists');
  for (const bad of [date(2013, 13, 0), date(0, 0, 0), date(10_000, 0, 0), date(2013, -1, 0)])
    expect(() => checkDate('on', bad, { whole: false })).toThrow('on: must be a day, a month or a year that exists');
});
test('dates of one year compare by month, of one month by day, and the same date is neither before nor after', () => {
  expect(compareDates(date(2015, 5, 11), date(2015, 6, 1))).toBeLessThan(0);
  expect(compareDates(date(2015, 6, 2), date(2015, 6, 1))).toBeGreaterThan(0);
  expect(compareDates(date(2015, 6, 1), date(2015, 6, 1))).toBe(0);
  expect(compareDates(date(2015, 6, 0), date(2015, 6, 1))).toBeLessThan(0);
  expect(isoDate(date(800, 1, 2))).toBe('0800-01-02');
});
test('days are added and subtracted across months and years', () => {
  expect(daysAfter(date(2015, 12, 31), 1)).toEqual(date(2016, 1, 1));
  expect(daysAfter(date(2016, 3, 1), -1)).toEqual(date(2016, 2, 29));
  expect(daysAfter(date(2016, 3, 1), 0)).toEqual(date(2016, 3, 1));
});
