import { expect, test } from '@jest/globals';
import { SOMEBODY, somebody, subscribed, TEMPLATES, whenAndWhere } from './templates.ts';

const named = { venture: { ko: '나루', en: '' }, investor: { ko: '', en: 'Harbour' } };

test.each(Object.entries(TEMPLATES))('%s reads in both languages, whatever is known of the parties', (_, template) => {
  for (const parties of [SOMEBODY, named]) {
    const { title, body } = template(parties);
    for (const one of [title.ko, title.en, body.ko, body.en]) expect(one).toMatch(/\S/);
    expect(`${title.ko}${title.en}${body.ko}${body.en}`).not.toMatch(/undefined|null|\[object/);
  }
});

test('a name that is given in one language serves for the other', () => {
  expect(TEMPLATES['match.accepted'](named).body).toEqual({
    ko: '나루와(과) Harbour이(가) 서로 만나기로 했습니다.',
    en: '나루 and Harbour both want to meet.',
  });
});

test('a withdrawn venture is not named', () => {
  expect(JSON.stringify(TEMPLATES['venture.consent_withdrawn'](named))).not.toContain('나루');
});

test("what somebody asked to be told is said by the catalogue's own line", () => {
  expect(subscribed('naru.registry.centre.opened.v1', 'A centre opened').body.en).toBe(
    'A centre opened (naru.registry.centre.opened.v1)',
  );
});

test('a meeting says when, in the time of its place, and at which table', () => {
  const place = whenAndWhere({ startsAt: new Date('2016-05-12T01:00:00Z'), timeZone: 'Asia/Seoul', table: 3 });
  expect(TEMPLATES['meeting.scheduled']({ ...named, place }).body).toEqual({
    ko: '나루와(과) Harbour의 미팅: 2016-05-12 10:00 (Asia/Seoul), 테이블 3',
    en: '나루 and Harbour meet: 2016-05-12 10:00 (Asia/Seoul), table 3',
  });
});

test('a party of whom only the id is known is called by its kind', () => {
  expect(['ven_1', 'inv_1', 'KR-27'].map((id) => somebody(id).en)).toEqual([
    'a venture',
    'an investor',
    'a participant',
  ]);
});
