import { expect, test } from '@jest/globals';
import { centreNames, sectorNames, stageNames } from './kinds.ts';

test('sectors, stages and centres have names that people use', () => {
  expect(sectorNames(['GAME', 'IOT'])).toEqual({ ko: '사물인터넷, 게임', en: 'Internet of Things, game' });
  expect(stageNames(['PRE_A', 'GROWTH'])).toEqual({ ko: '프리 A, 성장기', en: 'pre-A, growth' });
  expect(centreNames(['KR-27', 'KR-43'])).toEqual({
    ko: '대구(KR-27), 충북(KR-43)',
    en: 'Daegu (KR-27), Chungbuk (KR-43)',
  });
});

test('a code without a name is shown unchanged', () => {
  expect([stageNames(['IPO']), centreNames(['JP-13'])]).toEqual([
    { ko: 'IPO', en: 'IPO' },
    { ko: 'JP-13', en: 'JP-13' },
  ]);
  expect(sectorNames([])).toEqual({ ko: '', en: '' });
});
