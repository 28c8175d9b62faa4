import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import type { About } from './notification.ts';
import { bodyOf, HEADLINE, templateOf } from './texts.ts';
import { idsIn, namesFor, textOf } from './wording.ts';

const known = new Map([
  ['ven_a', { name: { ko: '라온링크', en: '' } }],
  ['inv_a', { name: { ko: '', en: 'Harbour' } }],
  ['rnd_a', { name: { ko: '상반기 모집', en: 'First round' }, eventId: 'evt_a' }],
  ['evt_a', { name: { ko: '슬러시', en: 'Slush' }, place: { ko: '헬싱키', en: 'Helsinki' } }],
]);
const summary = { ko: '센터가 문을 열었습니다', en: 'A centre opened' };
const pair: About = { ventureId: 'ven_a', investorId: 'inv_a' };
const facts: About = {
  ...{ roundId: 'rnd_a', eventId: 'evt_a', number: '2026-KR-27-0001', position: 2 },
  ...{ day: { year: 2026, month: 11, day: 18 }, at: new Date('2026-11-18T01:00:00Z') },
};
const said = (template: string, about: About = pair, names = known) =>
  textOf({ template, about }, { known: names, summary });

test('every notice has a headline and reads well in both languages, whichever names are known', () => {
  const told = events.filter(({ told }) => told && !told.nobody).map(({ type }) => templateOf(type));
  expect(told.filter((template) => !bodyOf(template))).toEqual([]);
  expect(Object.keys(HEADLINE.of).filter((key) => key !== 'subscription' && !told.includes(key))).toEqual([]);
  for (const template of told)
    for (const names of [known, new Map()]) {
      const { title, body } = said(template, { ...pair, ...facts }, names);
      for (const one of [title.ko, body.ko]) expect(one).toMatch(/[가-힣]/);
      for (const one of [title.en, body.en]) expect(one).toMatch(/^[A-Z라상슬].*/);
      expect(JSON.stringify([title, body])).not.toMatch(/undefined|null|\[object|\(을|\(이\)|\(와| {2}/);
    }
});

test('a name in one language serves for both, with the right particle', () => {
  expect(said('match.accepted').body).toEqual({
    ko: '라온링크와 Harbour가 서로 만나기로 했습니다.',
    en: '라온링크 and Harbour both want to meet.',
  });
});

test('a verdict names the round, and the event for which it selects teams', () => {
  expect(said('application.selected', { ventureId: 'ven_a', roundId: 'rnd_a' }).body).toEqual({
    ko: '라온링크가 상반기 모집(슬러시)에 선정되었습니다. 이유는 신청서의 설명에 있습니다.',
    en: '라온링크 is selected in First round (Slush). The explanation of the application says why.',
  });
  expect(said('application.rejected', { ventureId: 'ven_b' }).body).toEqual({
    ko: '한 벤처기업은 모집에 선정되지 않았습니다. 이유는 신청서의 설명에 있습니다.',
    en: 'A venture was not selected in the round. The explanation of the application says why.',
  });
});

test('a meeting names the event, the local time, and the table', () => {
  const meeting = { startsAt: new Date('2016-05-12T01:00:00Z'), timeZone: 'Asia/Seoul', table: 3 };
  expect(said('meeting.moved', { ...pair, meeting: { ...meeting, eventId: 'evt_a' } }).body).toEqual({
    ko: '라온링크와 Harbour의 미팅이 옮겨졌습니다: 슬러시(헬싱키), 2016년 5월 12일(목) 10:00 (한국 표준시), 테이블 3',
    en: '라온링크 and Harbour now meet: Slush (Helsinki), Thursday 12 May 2016, 10:00 (Korean Standard Time), table 3',
  });
  // Notices from before they kept the event can still be read.
  expect(said('meeting.scheduled', { ...pair, meeting }).body.ko).toBe(
    '라온링크와 Harbour의 미팅: 2016년 5월 12일(목) 10:00 (한국 표준시), 테이블 3',
  );
});

test('a withdrawn venture is not named', () => {
  expect(JSON.stringify(said('venture.consent_withdrawn'))).not.toContain('라온링크');
});

test("the notice of a subscription is the catalogue's line for the event, in both languages", () => {
  expect(said('subscription', {})).toEqual({
    title: { ko: '구독한 소식입니다', en: 'An event you asked for' },
    body: summary,
  });
});

test('a party with only a known id is called by its kind', () => {
  const nobody = new Map();
  const named = (ventureId: string) => namesFor({ ventureId }, nobody).venture.en;
  expect(['ven_1', 'inv_1', 'KR-27'].map(named)).toEqual(['a venture', 'an investor', 'a participant']);
});

test('names are requested for all parties of a notice', () => {
  const meeting = { startsAt: new Date(0), timeZone: 'UTC', table: 1, eventId: 'evt_a' };
  expect(idsIn({ ...pair, roundId: 'rnd_a', meeting })).toEqual(['ven_a', 'inv_a', 'rnd_a', 'evt_a']);
  expect(idsIn({})).toEqual([]);
});

test('what the notice is about is named: the event with its day, the case with its number, the place on the waitlist', () => {
  const day = { year: 2026, month: 11, day: 18 };
  expect(said('event.cancelled', { eventId: 'evt_a', day }).body).toEqual({
    ko: '슬러시(2026년 11월 18일)가 취소되었습니다.',
    en: 'Slush (18 November 2026) is cancelled.',
  });
  expect(said('case.handed_off', { ventureId: 'ven_a', bodyId: 'inv_a', number: '2026-KR-27-0001' }).body.ko).toBe(
    '라온링크의 상담 사례 2026-KR-27-0001: Harbour 창구로 넘어갔습니다. 처리를 시작해 주십시오.',
  );
  expect(said('application.waitlisted', { ventureId: 'ven_a', roundId: 'rnd_a', position: 3 }).body.ko).toContain(
    '대기 명단에서 3번째입니다',
  );
});

test('interest names the side that showed it', () => {
  expect(said('match.interested', { ...pair, byId: 'inv_a' }).body.en).toBe(
    'Harbour would like to meet 라온링크. If 라온링크 is interested too, tell us.',
  );
});

test('a digest names its rounds, and counts those beyond ten', () => {
  expect(said('round.opened', { roundIds: ['rnd_a'] }).body.en).toBe(
    'Rounds that take applications now: First round (Slush)',
  );
  expect(said('round.opened', { roundIds: Array.from({ length: 12 }, (_, at) => `rnd_${at}`) }).body.ko).toContain(
    '그 밖에 2건',
  );
});
