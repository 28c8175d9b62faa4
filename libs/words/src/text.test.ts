import { expect, test } from '@jest/globals';
import { asStrings, counted, say, text } from './text.ts';

const limit = text({
  example: { year: 2026, phases: [1, 2] },
  ko: ({ year, phases }) => `${year}년: ${phases.join('·')}`,
  en: ({ year, phases }) => `${phases.join(' and ')} in ${year}`,
});

test('a text has both languages, with the given parameters', () => {
  expect(say(limit, { year: 2027, phases: [3] as readonly number[] })).toEqual({ ko: '2027년: 3', en: '3 in 2027' });
  expect(say(text({ ko: '없음', en: 'none' }), {})).toEqual({ ko: '없음', en: 'none' });
});

test('parameters are sent as text; absent ones are not sent', () => {
  expect(asStrings({ at: new Date(0), n: 9007199254740993n, ids: ['a', 'b'], no: false, none: undefined })).toEqual({
    ...{ at: '1970-01-01T00:00:00.000Z', n: '9007199254740993', ids: 'a,b', no: 'false' },
  });
});

test('dates are sent with the parts that are known', () => {
  const days = [
    { year: 2015, month: 5, day: 11 },
    { year: 2015, month: 5, day: 0 },
    { year: 2015, month: 0, day: 0 },
  ];
  expect(asStrings({ day: days[0], days })).toEqual({ day: '2015-05-11', days: '2015-05-11,2015-05,2015' });
});

test.each([
  [9_999, '9999'],
  [2026, '2026'],
  [10_000, '10,000'],
  [-2_147_483_648, '-2,147,483,648'],
  [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  [0.5, '0.5'],
])('people read %d as %s', (number, words) => expect(counted(number)).toBe(words));
