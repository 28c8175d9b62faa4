import { expect, test } from '@jest/globals';
import type { About } from './notification.ts';
import { HEADLINE, NOTICE } from './texts.ts';
import { idsIn, namesFor, textOf } from './wording.ts';

const known = new Map([
  ['ven_a', { name: { ko: '라온링크', en: '' } }],
  ['inv_a', { name: { ko: '', en: 'Harbour' } }],
  ['rnd_a', { name: { ko: '상반기 모집', en: 'First round' }, eventId: 'evt_a' }],
  ['evt_a', { name: { ko: '슬러시', en: 'Slush' }, place: { ko: '헬싱키', en: 'Helsinki' } }],
]);
const summary = { ko: '센터가 문을 열었습니다', en: 'A centre opened' };
const pair: About = { ventureId: 'ven_a', investorId: 'inv_a' };
const said = (template: string, about: About = pair, names = known) =>
  textOf({ template, about }, { known: names, summary });

test('every notice has a headline and reads well in both languages, whichever names are known', () => {
  expect(Object.keys(HEADLINE.of).sort()).toEqual([...Object.keys(NOTICE.of), 'subscription'].sort());
  for (const template of Object.keys(NOTICE.of))
    for (const names of [known, new Map()]) {
      const { title, body } = said(template, { ...pair, roundId: 'rnd_a' }, names);
      for (const one of [title.ko, body.ko]) expect(one).toMatch(/[가-힣]/);
      for (const one of [title.en, body.en]) expect(one).toMatch(/^[A-Z라].*/);
      expect(JSON.stringify([title, body])).not.toMatch(/undefined|null|\[object|\(을|\(이|\(와/);
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
