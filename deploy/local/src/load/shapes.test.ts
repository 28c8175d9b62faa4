import { expect, test } from '@jest/globals';
import { count, day, won } from './shapes.ts';

test.each([
  ['2015-05-11', { year: 2015, month: 5, day: 11 }],
  ['2015. 5. 11.', { year: 2015, month: 5, day: 11 }],
  ['2015년 5월 11일(월)', { year: 2015, month: 5, day: 11 }],
  ['2013-12', { year: 2013, month: 12, day: 0 }],
  ['2013', { year: 2013, month: 0, day: 0 }],
])('the date %s of a network file', (written, date) => {
  expect(day.parse(written)).toEqual(date);
});

test.each([
  ['300000000', '300000000'],
  ['3억원', '300000000'],
  ['22억 5천만원', '2250000000'],
  ['12,345,000원', '12345000'],
  ['9007199254740993', '9007199254740993'],
])('the amount %s of a network file', (written, digits) => {
  expect(won.parse(written)).toBe(digits);
});

test.each([
  ['684', '684'],
  ['1,500', '1500'],
  ['１만 2천', '12000'],
  ['0', '0'],
])('the number %s of a network file', (written, digits) => {
  expect(count.parse(written)).toBe(digits);
});

test.each([
  [day, '2015-02-30', /date that exists/],
  [day, '11/05/2015', /such as 2015-05-11/],
  [day, '2015년 5월 11일(화)', /day of the week/],
  [day, 20150511, /string/],
  [won, 'USD 100', /must be in won/],
  [won, '1.5원', /whole won/],
  [won, '-3억원', /less than zero/],
  [won, '많이', /in quotes/],
  [won, 300000000, /string/],
  [count, '-1', /"684"/],
  [count, '1.5', /"684"/],
  [count, 'many', /"684"/],
])('an unreadable value is refused with what would be right', (shape, written, message) => {
  expect(shape.safeParse(written).error?.issues[0]?.message).toMatch(message);
});
