/** A parser that is not ours reads back what we write, in the time zones of the place and of the reader. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import ical, { type VEvent } from 'node-ical';
import type { CalendarEntry } from './entry.ts';
import { icsOf } from './ics.ts';

const entry = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: 'evt_1',
  sequence: 1,
  changedAt: new Date('2016-01-01T00:00:00Z'),
  cancelled: false,
  title: { ko: 'MWC 상하이', en: 'MWC Shanghai' },
  when: { from: { year: 2016, month: 6, day: 29 }, through: { year: 2016, month: 7, day: 1 } },
  ...changes,
});
const at = (startsAt: string, timeZone: string): CalendarEntry['when'] => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(new Date(startsAt).getTime() + 1_800_000),
  timeZone,
});
const write = (...entries: CalendarEntry[]) => icsOf({ name: { ko: '나루', en: 'Naru' }, language: 'ko', entries });
const read = (text: string) =>
  Object.values(ical.sync.parseICS(text)).filter((one): one is VEvent => one?.type === 'VEVENT');
const linesOf = (text: string) => text.split('\r\n');
const unfolded = (text: string) => linesOf(text.replaceAll('\r\n ', ''));

test('whole days are the same days in every time zone; the written end is the day after the last one', () => {
  const lines = unfolded(write(entry()));
  expect(lines).toContain('DTSTART;VALUE=DATE:20160629');
  expect(lines).toContain('DTEND;VALUE=DATE:20160702');
  expect(lines).toContain('UID:evt_1@naru');
  expect(lines).toContain('X-WR-CALNAME:나루');
  expect(lines).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
  expect(read(write(entry()))).toMatchObject([{ uid: 'evt_1@naru', summary: 'MWC 상하이', datetype: 'date' }]);
});

// Clocks in New York showed 01:30 twice in that night.
test.each(['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'])(
  'an hour that clocks show twice is read as the right one: %s',
  (instant) => {
    const [found] = read(write(entry({ when: at(instant, 'America/New_York') })));
    expect(found?.start.toISOString()).toBe(new Date(instant).toISOString());
  },
);

// An instant, the clock time at the place, and its time zone: the parser must read the same instant.
test.each([
  ['Asia/Seoul', '2016-03-31T14:59:59Z', '20160331T235959'],
  ['Asia/Shanghai', '2015-07-15T01:30:00Z', '20150715T093000'],
  ['Europe/Berlin', '2016-03-26T08:00:00Z', '20160326T090000'],
  ['Europe/Berlin', '2016-03-28T07:00:00Z', '20160328T090000'],
  ['America/Los_Angeles', '2016-01-06T17:00:00Z', '20160106T090000'],
  ['America/Los_Angeles', '2016-07-06T16:00:00Z', '20160706T090000'],
])('in %s, %s is %s by the clocks', (zone, instant, wall) => {
  const text = write(entry({ when: at(instant, zone) }));
  expect(unfolded(text)).toContain(`DTSTART;TZID=${zone}:${wall}`);
  expect(unfolded(text)).toContain(`TZID:${zone}`);
  expect(read(text)[0]?.start.toISOString()).toBe(new Date(instant).toISOString());
});

test('a time zone is described once, however many entries use it', () => {
  const hours = ['2016-01-06T17:00:00Z', '2016-07-06T16:00:00Z'].map((instant, index) =>
    entry({ id: `ofh_${index}`, when: at(instant, 'Asia/Seoul') }),
  );
  expect(unfolded(write(...hours)).filter((line) => line === 'BEGIN:VTIMEZONE')).toHaveLength(1);
});

test('a time zone that has no description under its own name is written in UTC', () => {
  const lines = unfolded(write(entry({ when: at('2016-01-06T17:00:00Z', 'UTC') })));
  expect(lines).toContain('DTSTART:20160106T170000Z');
});

test('words give the time at the place, in the language of the feed', () => {
  const deadline = { startsAt: new Date('2016-03-31T14:59:59Z'), endsAt: undefined, timeZone: 'Asia/Seoul' };
  const told = (language: 'ko' | 'en') =>
    read(
      icsOf({
        name: { ko: '나루', en: 'Naru' },
        language,
        entries: [
          entry({ id: 'a', when: at('2016-03-26T08:00:00Z', 'Europe/Berlin') }),
          entry({ id: 'b', when: deadline }),
          entry({ id: 'c' }),
        ],
      }),
    ).map(({ description }) => description);
  expect(told('ko')).toEqual([
    '현지 시각: 2016년 3월 26일(토) 09:00~09:30 (중부유럽 표준시)',
    '현지 시각: 2016년 3월 31일(목) 23:59 (한국 표준시)',
    undefined,
  ]);
  expect(told('en')).toEqual([
    'Time at the place: Saturday 26 March 2016, 09:00–09:30 (Central European Standard Time)',
    'Time at the place: Thursday 31 March 2016, 23:59 (Korean Standard Time)',
    undefined,
  ]);
});

test('a deadline is an instant without an end', () => {
  const when = { startsAt: new Date('2016-03-31T14:59:59Z'), endsAt: undefined, timeZone: 'Asia/Seoul' };
  const lines = unfolded(write(entry({ when })));
  expect(lines).toContain('DTSTART;TZID=Asia/Seoul:20160331T235959');
  expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false);
});

test('a change raises the sequence of the same id, and a cancelled entry stays in the calendar', () => {
  const moved = { sequence: 2, changedAt: new Date('2016-02-01T00:00:00Z') };
  const lines = unfolded(write(entry({ ...moved, cancelled: true })));
  for (const line of [
    'UID:evt_1@naru',
    'SEQUENCE:2',
    'STATUS:CANCELLED',
    'LAST-MODIFIED:20160201T000000Z',
    'DTSTAMP:20160201T000000Z',
  ])
    expect(lines).toContain(line);
  expect(read(write(entry(moved)))).toMatchObject([{ uid: 'evt_1@naru', status: 'CONFIRMED', sequence: 2 }]);
});

test('an unchanged entry is written in the same bytes', () => {
  expect(write(entry(), entry({ id: 'evt_2' }))).toBe(write(entry(), entry({ id: 'evt_2' })));
});

test('a text is in the language of the feed, or in the other language where that one is missing', () => {
  const english = icsOf({ name: { ko: '나루', en: '' }, language: 'en', entries: [entry()] });
  expect(unfolded(english)).toEqual(expect.arrayContaining(['SUMMARY:MWC Shanghai', 'X-WR-CALNAME:나루']));
});

test('property: any text is read back unchanged, from lines of at most 75 octets', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom('가나다라마바사아자차카타파하'.repeat(6), 'a,b;c\\d'),
  );
  fc.assert(
    fc.property(word, (text) => {
      const title = `행사 ${text.replace(/[\p{Cc}\s]+/gu, ' ').trim()}`.trim();
      const written = write(entry({ title: { ko: title, en: '' } }));
      for (const line of linesOf(written)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(read(written)[0]?.summary).toBe(title);
    }),
  );
});

test('a text cannot add lines of its own', () => {
  const text = write(entry({ title: { ko: '끝\r\nEND:VEVENT\r\nBEGIN:VEVENT', en: '' } }));
  expect(unfolded(text).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
});
