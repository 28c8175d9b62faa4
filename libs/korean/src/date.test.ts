import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CivilDate, printDate, readDate } from './date.ts';
import { printDateRange, readDateRange } from './date-range.ts';
import { printInstant, printPeriod } from './instant.ts';

const on = (year: number, month = 0, day = 0): CivilDate => ({ year, month, day });

test.each([
  '2026. 11. 29.',
  '2026.11.29',
  '2026.11.29.',
  '2026 . 11 . 29',
  '2026-11-29',
  '2026–11–29',
  '2026/11/29',
  '20261129',
  '2026년 11월 29일',
  '2026년11월29일',
  '２０２６．１１．２９．',
  ' 2026. 11. 29.(일)',
  '2026년 11월 29일 일요일',
  '2026-11-29 (일요일)',
  '29 November 2026',
  'Sunday 29 November 2026',
  'Sun, 29 Nov 2026',
  '29th Nov. 2026',
  'November 29, 2026',
  'NOV 29 2026',
  '2026년 11월 29일'.normalize('NFD'),
])('a day in any usual form: %s', (text) => {
  expect(readDate(text)).toEqual({ value: on(2026, 11, 29) });
});

test.each([
  ['2026-02-30', 'exists'],
  ['2026년 13월 1일', 'exists'],
  ['2026. 0. 1.', 'exists'],
  ['2026. 1. 0.', 'exists'],
  ['0000-01-01', 'exists'],
  ['2026-00', 'exists'],
  ['29 February 2026', 'exists'],
  ['1900-02-29', 'exists'],
  ['26. 11. 29.', 'form'],
  ['11/29/2026', 'form'],
  ['2026-11.29', 'form'],
  ['2026 11 29', 'form'],
  ['2026 1 129', 'form'],
  ['29 Novembre 2026', 'form'],
  ['Someday 29 November 2026', 'form'],
  ['', 'form'],
  ['내일', 'form'],
  ['2026. 11.', 'partial'],
  ['2026', 'partial'],
  ['November 2026', 'partial'],
  ['2026년 11월 29일(월)', 'weekday'],
  ['Monday 29 November 2026', 'weekday'],
])('%j is refused: %s', (text, fault) => {
  expect(readDate(text)).toEqual({ fault });
});

test.each([
  ['2026. 11.', on(2026, 11)],
  ['2026-11', on(2026, 11)],
  ['2026년 11월', on(2026, 11)],
  ['November 2026', on(2026, 11)],
  ['2026', on(2026)],
  ['2026년', on(2026)],
  ['2024-02-29', on(2024, 2, 29)],
  ['2026. 5. 3.', on(2026, 5, 3)],
  ['Sept 3, 2026', on(2026, 9, 3)],
])('a month or a year, if allowed: %s', (text, value) => {
  expect(readDate(text, { whole: false })).toEqual({ value });
});

test('a day is printed in the form of each language', () => {
  const day = on(2026, 11, 29);
  expect(printDate(day, 'ko')).toBe('2026년 11월 29일');
  expect(printDate(day, 'en')).toBe('29 November 2026');
  expect(printDate(day, 'ko', { weekday: true })).toBe('2026년 11월 29일(일)');
  expect(printDate(day, 'en', { weekday: true })).toBe('Sunday 29 November 2026');
  expect([on(2026, 11), on(2026)].map((one) => printDate(one, 'ko', { weekday: true }))).toEqual([
    '2026년 11월',
    '2026년',
  ]);
  expect([on(2026, 11), on(2026)].map((one) => printDate(one, 'en'))).toEqual(['November 2026', '2026']);
});

const days = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => on(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()));

test('a day, printed and read again, is the same, in both languages', () => {
  fc.assert(
    fc.property(days, fc.boolean(), fc.constantFrom('ko', 'en'), (value, weekday, language) => {
      expect(readDate(printDate(value, language, { weekday }))).toEqual({ value });
      const partly = [on(value.year, value.month), on(value.year)];
      for (const part of partly) expect(readDate(printDate(part, language), { whole: false })).toEqual({ value: part });
    }),
  );
});

test.each([
  [on(2026, 11, 29), on(2026, 11, 30), '2026년 11월 29일~30일', '29–30 November 2026'],
  [on(2026, 11, 29), on(2026, 12, 3), '2026년 11월 29일~12월 3일', '29 November – 3 December 2026'],
  [on(2026, 12, 29), on(2027, 12, 29), '2026년 12월 29일~2027년 12월 29일', '29 December 2026 – 29 December 2027'],
  [on(2026, 12, 29), on(2026, 12, 29), '2026년 12월 29일', '29 December 2026'],
])('a range prints the parts that both days share only once', (from, to, ko, en) => {
  expect([printDateRange({ from, to }, 'ko'), printDateRange({ from, to }, 'en')]).toEqual([ko, en]);
});

test.each([
  '2026. 11. 29. ~ 12. 3.',
  '2026. 11. 29.(일) ~ 12. 3.(목)',
  '2026-11-29 ~ 2026-12-03',
  '2026-11-29 - 2026-12-03',
  '2026년 11월 29일부터 12월 3일까지',
  '29 November to 3 December 2026',
  '２０２６．１１．２９～２０２６．１２．３',
])('a range in any usual form: %s', (text) => {
  expect(readDateRange(text)).toEqual({ value: { from: on(2026, 11, 29), to: on(2026, 12, 3) } });
});

test.each([
  ['2026. 11. 29. ~ 30.', { value: { from: on(2026, 11, 29), to: on(2026, 11, 30) } }],
  ['2026-12-03 ~ 2026-11-29', { fault: 'order' }],
  ['2026-11-29 ~ 2026-11-31', { fault: 'exists' }],
  ['2026-11-31 ~ 2026-12-01', { fault: 'exists' }],
  ['2026. 11. 29. ~', { fault: 'form' }],
  ['2026 ~ 2027', { fault: 'partial' }],
  ['2026-11-29 ~ 2026-11-30 ~ 2026-12-01', { fault: 'form' }],
])('a range %s', (text, reading) => {
  expect(readDateRange(text)).toEqual(reading);
});

test('a range, printed and read again, is the same, in both languages', () => {
  const near = fc.tuple(days, fc.nat({ max: 800 })).map(([from, later]) => {
    const end = new Date(0);
    end.setUTCFullYear(from.year, from.month - 1, from.day + later);
    return { from, to: on(end.getUTCFullYear(), end.getUTCMonth() + 1, end.getUTCDate()) };
  });
  fc.assert(
    fc.property(near, fc.constantFrom('ko', 'en'), (value, language) => {
      fc.pre(value.to.year <= 9999);
      expect(readDateRange(printDateRange(value, language))).toEqual({ value });
    }),
  );
});

test('an instant is printed in the time of its zone', () => {
  const at = new Date('2026-11-29T15:05:00Z');
  const shown = (zone: string) => (['ko', 'en'] as const).map((language) => printInstant(at, { zone, language }));
  expect(shown('Asia/Seoul')).toEqual([
    '2026년 11월 30일(월) 00:05 (한국 표준시)',
    'Monday 30 November 2026, 00:05 (Korean Standard Time)',
  ]);
  expect(shown('Europe/Berlin')).toEqual([
    '2026년 11월 29일(일) 16:05 (중부유럽 표준시)',
    'Sunday 29 November 2026, 16:05 (Central European Standard Time)',
  ]);
  expect(printInstant(new Date('2026-07-01T10:00:00Z'), { zone: 'Europe/Berlin', language: 'en' })).toContain(
    '12:00 (Central European Summer Time)',
  );
  expect(() => printInstant(at, { zone: 'Europe/Nowhere', language: 'en' })).toThrow(RangeError);
  expect(() => printInstant(new Date(Number.NaN), { zone: 'Asia/Seoul', language: 'ko' })).toThrow(RangeError);
});

test('a period prints its day once, unless it ends on another day', () => {
  const shown = (to: string) =>
    (['ko', 'en'] as const).map((language) =>
      printPeriod({ from: new Date('2026-11-29T05:00:00Z'), to: new Date(to) }, { zone: 'Asia/Seoul', language }),
    );
  expect(shown('2026-11-29T05:30:00Z')).toEqual([
    '2026년 11월 29일(일) 14:00~14:30 (한국 표준시)',
    'Sunday 29 November 2026, 14:00–14:30 (Korean Standard Time)',
  ]);
  expect(shown('2026-11-29T16:00:00Z')).toEqual([
    '2026년 11월 29일(일) 14:00~2026년 11월 30일(월) 01:00 (한국 표준시)',
    'Sunday 29 November 2026, 14:00 – Monday 30 November 2026, 01:00 (Korean Standard Time)',
  ]);
});
