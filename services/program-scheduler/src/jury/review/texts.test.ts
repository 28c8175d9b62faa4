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

test('a judge of an unknown kind of conflict hears it, and the officer hears no reason that there is not', () => {
  const own = refuse('conflict', { sources: ['NEW'], objectIds: ['x_1'], own: true }).said;
  expect(own.ko).toContain('없습니다: NEW(x_1). 심사를');
  expect(own.en).toContain('application: NEW (x_1); recuse');
  const none = refuse('conflict', { sources: [], objectIds: [], own: false }).said;
  expect(none.ko).toContain('없습니다. 다른');
  expect(none.en).toContain('application; choose');
});
test('a reason is asked for one conflict, or for a number of seats', () => {
  const said = (judges: number, sources: string[] = []) =>
    REVIEW.of.conflict_wants_reason.en({ judges, sources, objectIds: ['ven_1'] });
  expect(said(1, ['OWNERSHIP'])).toMatch(/: ownership \(ven_1\)$/);
  expect(said(1)).toContain('to 1 seat in spite');
  expect(said(2)).toContain('to 2 seats in spite');
  const ko = (...sources: string[]) => REVIEW.of.conflict_wants_reason.ko({ judges: 2, sources, objectIds: ['ven_1'] });
  expect([ko('OWNERSHIP'), ko()]).toEqual([
    '심사위원에게 이해충돌의 우려가 있습니다: 지분 보유(ven_1). 그래도 배정하려면 그 이유를 적으십시오',
    '이해충돌의 우려가 있는 배정이 2건 있습니다. 그대로 배정하려면 그 이유를 적으십시오',
  ]);
});
test('a review in another state is told what was wanted of it, and an unknown state by its name', () => {
  const said = (wanted: string) => refuse('not_open', { state: 'NEW', wanted }).said;
  expect(said('ASSIGNED')).toEqual({
    ko: 'NEW 심사표입니다. 진행 중이고 아직 점수가 없는 심사표만 배정을 해제할 수 있습니다',
    en: 'the review is NEW; only a review that is still open and has no scores can be unassigned',
  });
  expect(said('SUBMITTED')).toEqual({
    ko: 'NEW 심사표입니다. 제출된 심사표만 다시 열 수 있습니다',
    en: 'the review is NEW; only a submitted review can be reopened',
  });
});
test('the load of a judge is counted in English', () => {
  expect(REVIEW.of.load_full.en({ loadMax: 1 })).toContain('has 1 application in');
  expect(REVIEW.of.load_full.en({ loadMax: 2 })).toContain('has 2 applications in');
});
test('a judge who has recused themselves is spoken to as such', () => {
  const said = (state: string) => refuse('not_assigned', { state }).said;
  expect(said('RECUSED').en).toMatch(/^you have recused yourself, so you no longer judge/);
  expect(said('RECUSED').ko).toMatch(/^이미 회피한 심사라 /);
  expect(said('UNASSIGNED').en).toMatch(/^the review is unassigned, so you no longer judge/);
});
