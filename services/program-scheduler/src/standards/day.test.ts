import { expect, test } from '@jest/globals';
import { daysBetween, dayUntilNow, partlyKnown, requireOrder } from './day.ts';

const day = (year: number, month = 0, date = 0) => ({ year, month, day: date });
const now = new Date('2016-03-31T15:30:00Z');

test('a missing day means today in Seoul', () => {
  expect(dayUntilNow('on', undefined, now)).toEqual(day(2016, 4, 1));
  expect(dayUntilNow('on', day(2015, 5, 11), now)).toEqual(day(2015, 5, 11));
});
test('a day in the future and a day that does not exist are refused with their field', () => {
  for (const wrong of [day(2017, 1, 1), day(2015, 2, 30), day(2015, 2)])
    expect(() => dayUntilNow('on', wrong, now)).toThrow('on: ');
});
test('a month or a year is enough where the day may be unknown', () => {
  expect(partlyKnown('from', day(2018, 2))).toEqual(day(2018, 2));
  expect(partlyKnown('from', undefined)).toBeUndefined();
  expect(() => partlyKnown('from', day(2018, 13))).toThrow('from: ');
});
test('refuses an end before its beginning, as far as both are known', () => {
  requireOrder('to', day(2018, 2, 5), day(2018, 2));
  requireOrder('to', day(2018, 2), day(2018, 2, 5));
  requireOrder('to', undefined, day(2018));
  expect(() => requireOrder('to', day(2018, 2), day(2018, 1, 31))).toThrow('to: ');
  expect(() => requireOrder('to', day(2018, 2, 5), day(2018, 1))).toThrow('to: ');
});
test('counts the days between two dates over months, years and leap days', () => {
  expect(daysBetween(day(2016, 2, 28), day(2016, 3, 1))).toBe(2);
  expect(daysBetween(day(2016, 1, 1), day(2015, 12, 31))).toBe(-1);
});
