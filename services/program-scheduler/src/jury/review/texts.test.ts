import { expect, test } from '@jest/globals';
import { REVIEW, refuse } from './texts.ts';

const conflicts = { sources: ['OWNERSHIP', 'DEAL'], objectIds: ['ven_1', 'deal_2'] };

test('a conflict has a name in both languages', () =>
  expect(refuse('conflict', { ...conflicts, own: false }).said).toEqual({
    ko: '심사위원에게 이해충돌이 있어 이 신청서를 심사할 수 없습니다: 지분 보유(ven_1), 투자 관계(deal_2). 다른 심사위원을 고르십시오',
    en: 'the judge has a conflict of interest and may not judge this application: ownership (ven_1), deal (deal_2); choose another judge',
  }));

test('no text shows the venture where the judge must not know it', () => {
  const { said } = refuse('conflict', { sources: [], objectIds: [], own: true });
  expect(said.ko).toBe(
    '이해충돌이 있어 이 신청서를 심사할 수 없습니다. 심사를 회피하십시오. 이유는 사무국이 볼 수 있습니다',
  );
  expect(said.en).toMatch(/^you have a conflict of interest [^:(]*; recuse yourself/);
});

test('every state of a review has a text', () => {
  for (const state of ['ASSIGNED', 'SUBMITTED', 'REOPENED', 'RECUSED', 'UNASSIGNED', 'LAPSED'])
    for (const language of ['ko', 'en'] as const)
      expect(REVIEW.of.not_open[language]({ state, wanted: 'SUBMITTED' })).not.toContain(state);
});
