import { expect, test } from '@jest/globals';
import { checkDate, checkPastDay, compareDates, dateIn, isoDate, SEOUL } from './civil-date.ts';

const date = (year: number, month: number, day: number) => ({ year, month, day });

test('days that exist pass, others are refused by their field', () => {
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
      expect.objectContaining({ faults: [expect.objectContaining({ path: 'opened_on' })] }),
    );
  }
});

test('a month or a year is enough where it is said to be', () => {
  checkDate('founded_on', date(2013, 12, 0), { whole: false });
  checkDate('founded_on', date(2013, 0, 0), { whole: false });
  expect(() => checkDate('founded_on', date(2013, 0, 5), { whole: false })).toThrow();
});

test('dates compare and print as they are', () => {
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
  expect(() => checkPastDay('held_on', date(2015, 5, 13), now)).toThrow('must not lie in the future');
  expect(() => checkPastDay('held_on', date(2015, 2, 29), now)).toThrow('must be a day that exists');
});

test('the day is that of the place', () => {
  expect(dateIn(SEOUL, new Date('2015-05-10T15:00:00Z'))).toEqual(date(2015, 5, 11));
  expect(dateIn('America/Los_Angeles', new Date('2015-05-10T05:00:00Z'))).toEqual(date(2015, 5, 9));
});
