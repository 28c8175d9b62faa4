import { expect, test } from '@jest/globals';
import { explanationOf, textOf, wayOutOf } from './clash-text.ts';
import { assignment } from './fixture/assignment.ts';
import type { StoredClash } from './judge-assignment.ts';

const clash: StoredClash = {
  demands: [
    { demand: 'market_experts_min', wanted: 1 },
    { demand: 'load_max', wanted: 10 },
  ],
  applicationIds: Array.from({ length: 40 }, (_, a) => `app_${a}`),
  judgeIds: ['jud_1', 'jud_2'],
  needed: 40,
  available: 20,
  smallest: true,
  free: undefined,
};

test('a clash names its demands, objects and numbers in both languages', () => {
  expect(textOf(clash)).toEqual({
    en: '40 applications: at least 1 market expert (marketExpertsMin) + at most 10 applications for a judge (loadMax) cannot all be met together. 40 places with 2 judges (jud_1, jud_2) are needed, and they can take only 20.',
    ko: '신청서 40건: 시장 전문가 1명 이상(marketExpertsMin), 심사위원 한 명당 신청서 10건 이하(loadMax) 조건을 함께 충족할 수 없습니다. 심사위원 2명(jud_1, jud_2)의 자리가 40개 필요하지만 20개까지만 맡을 수 있습니다.',
  });
});

test('each demand has a way out, and the number that is missing', () => {
  const { en, ko } = wayOutOf(clash);
  expect(en).toMatch(/lower marketExpertsMin.*raise loadMax.*20 places are lacking/);
  expect(ko).toMatch(/시장 전문가를 등록.*높이거나.*모자란 자리는 20개입니다/);
});

test('a clash about one application names the venture, and the judges who are free for it', () => {
  const free = { judges: 5, marketExperts: 2, women: 1, centres: 3 };
  const demands = [{ demand: 'women_min' as const, wanted: 2 }];
  const alone = { ...clash, demands, applicationIds: ['app_7'], judgeIds: [], free };
  const { en, ko } = textOf(alone, { ko: '라온링크', en: '' });
  expect(en).toBe(
    'Application app_7 of 라온링크: at least 2 women (womenMin) cannot be met. Judges who are free: 5 (centres: 3, women: 1, market experts: 2).',
  );
  expect(ko).toMatch(/^라온링크의 신청서\(app_7\): 여성 2명 이상\(womenMin\) 조건을 충족할 수 없습니다\. .*5명/);
  expect(textOf(alone).ko).toMatch(/^신청서 app_7: /);
});

test('a clash of minimum loads says that there are too few seats for the judges', () => {
  const demands = [
    { demand: 'panel_size' as const, wanted: 3 },
    { demand: 'load_min' as const, wanted: 4 },
  ];
  const judgeIds = Array.from({ length: 10 }, (_, j) => `jud_${j}`);
  const { en } = textOf({ ...clash, demands, applicationIds: [], judgeIds, needed: 40, available: 30 });
  expect(en).toMatch(/10 judges must have 40 places together, and there can be only 30 for them/);
});

test('a text says that something is impossible only where that is proved', () => {
  const short = explanationOf({ ...assignment, outcome: 'SHORT', shortPanels: 3 });
  expect(short.en).toMatch(/Not found within 1.3 s: 3 panels .* not proven/);
  expect(explanationOf({ ...assignment, outcome: 'IMPOSSIBLE' }).en).toMatch(/No assignment keeps/);
  expect(explanationOf(assignment).ko).toMatch(/모든 규칙을 지키는 배정입니다/);
});
