/** A parser that is not ours reads back what we write, in the time zones of the place and of the reader. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import ical, { type VEvent } from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
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

/** What a strict reader finds wrong with a whole feed. */
function faultsIn(text: string): string[] {
  const lines = text.split('\r\n');
  const [body, end] = [lines.slice(1, -2), lines.slice(-2)];
  const begins = body.findIndex((line) => line.startsWith('BEGIN:'));
  let depth = 0;
  const late = body.filter((line) => {
    if (line.startsWith('BEGIN:')) depth += 1;
    const isOutside = depth === 0;
    if (line.startsWith('END:')) depth -= 1;
    return isOutside && begins >= 0 && body.indexOf(line) > begins;
  });
  return [
    ...(lines[0] === 'BEGIN:VCALENDAR' && end.join('|') === 'END:VCALENDAR|'
      ? []
      : ['it does not end with a line end']),
    ...(text.replaceAll('\r\n', '').match(/[\r\n]/) ? ['a line ends with half a line end'] : []),
    ...late.map((line) => `${line} stands after a component`),
  ];
}

/** Both readers read the whole feed, and find the same entries in it. */
function readWhole(text: string): { uid: string; status?: string; transp?: string }[] {
  expect(faultsIn(text)).toEqual([]);
  for (const name of ['VERSION', 'PRODID', 'METHOD', 'X-WR-CALNAME', 'REFRESH-INTERVAL'])
    expect([name, text.match(new RegExp(`^${name}[;:]`, 'gm'))?.length]).toEqual([name, 1]);
  const { events = [] } = convertIcsCalendar(undefined, text);
  const found = events.map(({ uid, start, status, timeTransparent }) => {
    expect(start.date.getTime()).not.toBeNaN();
    return { uid, ...(status && { status }), ...(timeTransparent && { transp: timeTransparent }) };
  });
  expect(found.map(({ uid }) => uid)).toEqual(read(text).map(({ uid }) => uid));
  return found;
}

test('two readers read whole feeds: with whole days, instants, deadlines, time zones, cancellations, and nothing at all', () => {
  const deadline = { startsAt: new Date('2016-03-31T14:59:59Z'), endsAt: undefined, timeZone: 'Asia/Seoul' };
  const feed = write(
    entry({ id: 'days' }),
    entry({ id: 'hours', when: at('2016-07-06T16:00:00Z', 'America/Los_Angeles') }),
    entry({ id: 'deadline', when: deadline, tentative: true }),
    entry({ id: 'off', cancelled: true, tentative: true }),
  );
  expect(readWhole(feed)).toEqual([
    { uid: 'days@naru', status: 'CONFIRMED', transp: 'TRANSPARENT' },
    { uid: 'hours@naru', status: 'CONFIRMED', transp: 'OPAQUE' },
    { uid: 'deadline@naru', status: 'TENTATIVE', transp: 'TRANSPARENT' },
    { uid: 'off@naru', status: 'CANCELLED', transp: 'TRANSPARENT' },
  ]);
  expect(readWhole(write())).toEqual([]);
});

test('the first and the last year that a date may have are written; what was stored beyond them breaks no feed', () => {
  const days = (year: number) => ({ from: { year, month: 1, day: 1 }, through: { year, month: 12, day: 31 } });
  const feed = write(
    entry({ id: 'first', when: days(1900) }),
    entry({ id: 'last', when: days(2199) }),
    entry({ id: 'early', when: days(1) }),
    entry({ id: 'late', when: days(9999) }),
    entry({ id: 'never', when: at('9999-12-31T20:00:00Z', 'America/Los_Angeles') }),
  );
  expect(readWhole(feed).map(({ uid }) => uid)).toEqual(['first@naru', 'last@naru']);
  expect(unfolded(feed)).toContain('DTEND;VALUE=DATE:22000101');
});

test('planted: a feed without an end of its last line, and with a property after its components, is found', () => {
  const good = write(entry());
  expect(faultsIn(good.trimEnd())).toEqual(['it does not end with a line end']);
  expect(faultsIn(good.replace('END:VCALENDAR', 'METHOD:PUBLISH2\r\nEND:VCALENDAR'))).toEqual([
    'METHOD:PUBLISH2 stands after a component',
  ]);
  expect(faultsIn(good.replace('\r\nVERSION', '\nVERSION'))).toContain('a line ends with half a line end');
});

test('a note stands before the time at the place', () => {
  const when = at('2016-06-01T01:00:00Z', 'Asia/Seoul');
  const [found] = read(write(entry({ when, note: { ko: '데모데이', en: '' } })));
  expect(found?.description).toMatch(/^데모데이\n현지 시각: /);
});
