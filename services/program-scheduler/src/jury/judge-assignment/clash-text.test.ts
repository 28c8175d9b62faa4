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

test('demands, objects and numbers in both languages', () => {
  expect(textOf(clash)).toEqual({
    en: '40 applications: 1 market experts at the least (market_experts_min) + 10 applications for a judge at the most (load_max) cannot all be met: 40 places with 2 judges (jud_1, jud_2) are needed, and they can take 20.',
    ko: '신청 40건: 시장 전문가 1명 이상(market_experts_min) + 심사위원별 신청 10건 이하(load_max)을(를) 함께 충족할 수 없습니다: 심사위원 2명 (jud_1, jud_2)의 자리가 40개 필요하지만 20개까지만 가능.',
  });
});

test('a way out for each demand, and how much is lacking', () => {
  const { en, ko } = wayOutOf(clash);
  expect(en).toMatch(/lower market_experts_min.*raise load_max.*20 places are lacking/);
  expect(ko).toMatch(/시장 전문가 등록.*상향.*부족한 자리 20개/);
});

test('an application by itself tells who is free for it', () => {
  const free = { judges: 5, marketExperts: 2, women: 1, centres: 3 };
  const demands = [{ demand: 'women_min' as const, wanted: 2 }];
  const { en, ko } = textOf({ ...clash, demands, applicationIds: ['app_7'], judgeIds: [], free });
  expect(en).toBe(
    'Application app_7: 2 women at the least (women_min) cannot be met: free are 5 judges of 3 centres, 1 women and 2 market experts among them.',
  );
  expect(ko).toContain('신청 app_7: ');
});

test('judges who have to take more than there is', () => {
  const demands = [
    { demand: 'panel_size' as const, wanted: 3 },
    { demand: 'load_min' as const, wanted: 4 },
  ];
  const judgeIds = Array.from({ length: 10 }, (_, j) => `jud_${j}`);
  const { en } = textOf({ ...clash, demands, applicationIds: [], judgeIds, needed: 40, available: 30 });
  expect(en).toMatch(/10 judges must have 40 places, and there can be 30 for them/);
});

test('never claims that something is impossible without proof', () => {
  const short = explanationOf({ ...assignment, outcome: 'SHORT', shortPanels: 3 });
  expect(short.en).toMatch(/Not found within 1.3 s: 3 panels .* not proven/);
  expect(explanationOf({ ...assignment, outcome: 'IMPOSSIBLE' }).en).toMatch(/No assignment keeps/);
  expect(explanationOf(assignment).ko).toMatch(/모든 규칙/);
});
