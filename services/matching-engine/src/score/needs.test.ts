import { expect, test } from '@jest/globals';
import { folded } from '@naru/korean/folding';
import { isSaid, quoted, wantedIn, written } from './needs.ts';

const quotes = (needs: string, ...texts: string[]) => {
  const [wanted, said] = [wantedIn({ ko: needs, en: '' }), written(texts.map(folded))];
  const found = quoted(said, wanted);
  expect(isSaid(said, wanted)).toBe(found.length > 0);
  return found;
};

test.each([
  ['수위 감지 장치', '수위 감지 장치', ['수위 감지 장치']],
  ['수위 감지 장치', '하천용 수위감지장치를 만듭니다', ['수위 감지 장치']],
  ['수위감지장치', '수위 감지 장치 W-1', ['수위감지장치']],
  ['저희는 수위 감지 장치가 필요합니다.', '수위 감지 장치', ['수위 감지 장치']],
  ['원격 제어기, 수위 감지 장치', '수위 감지 장치와 펌프', ['수위 감지 장치']],
  ['수위 감지 장치와 원격 제어기', '수위 감지 장치', ['수위 감지 장치']],
  ['We are looking for a water-level sensor', 'Water level sensors for rivers', ['water level sensor']],
  ['water level sensors', 'a WATER LEVEL SENSOR', ['water level sensors']],
  ['LiDAR', 'LiDAR를 만드는 기업', ['LiDAR']],
  ['café robots', 'Cafe robot', ['café robots']],
  ['드론', '농업용 드론', ['드론']],
])('the need "%s" is said by "%s"', (needs, text, found) => expect(quotes(needs, text)).toEqual(found));

test.each([
  ['수위 감지 장치', '온도 감지 장치'],
  ['수위 감지 장치', '수위를 보고, 감지하는 장치'],
  ['가구', '증가구간을 찾는 소프트웨어'],
  ['기술을 가진 기업을 찾습니다', '기술을 가진 기업'],
  ['ear', 'early hearing test'],
  ['a new product that we need', 'a new product that we need'],
  ['2026', 'since 2026'],
  ['', 'anything'],
  ['. * + (', 'anything . * + ('],
])('the need "%s" is not said by "%s"', (needs, text) => expect(quotes(needs, text)).toEqual([]));

test('words are not found across two texts, and each is quoted once, at most three', () => {
  expect(quotes('수위 감지 장치', '수위 감지', '장치')).toEqual([]);
  expect(quotes('드론, 로봇팔, 센서망, 펌프', '드론 로봇팔 센서망 펌프')).toEqual(['로봇팔', '센서망', '드론']);
  expect(quotes('농업용 드론 방제 장비, 드론 방제 장비', '농업용 드론 방제 장비')).toEqual(['농업용 드론 방제 장비']);
});

test('a need of any length is searched by a bounded number of words', () => {
  const long = wantedIn({ ko: '', en: Array.from({ length: 700 }, (_, at) => `word${at}`).join(' ') });
  expect(long.length).toBeLessThanOrEqual(40);
});
