/** Texts of refusals about the judging of a round, in both languages. */
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';

export const JUDGING = texts('judging', {
  exists: exists({
    field: 'roundId',
    ko: '이 모집 차수의 심사는 이미 계획되어 있습니다. 심사를 시작하기 전이라면 그 계획을 바꾸십시오',
    en: 'the judging of this round is planned already; that plan can be changed until the judging begins',
  }),
  opened: rule({
    ko: '심사가 이미 시작되어 계획을 바꿀 수 없습니다',
    en: 'the judging has begun, so its plan can no longer change',
  }),
  closed: rule({
    ko: '심사가 이미 끝나 다시 시작할 수 없습니다. 그 결과로 선정안을 올리십시오',
    en: 'the judging is closed and cannot be opened again; use its result to propose the selection',
  }),
  round_open: rule({
    ko: '모집 차수가 아직 신청을 받고 있습니다. 먼저 마감하거나 마감될 때까지 기다리십시오',
    en: 'the round still takes applications; close it first, or wait until it closes',
  }),
  /** `over` is undefined where the judging is open, but a review was opened again after the judging was read. */
  not_open: rule({
    example: { over: true as boolean | undefined },
    ko: ({ over }) =>
      over === undefined
        ? '심사표가 방금 다시 열렸습니다. 다시 시도하십시오'
        : over
          ? '이 모집 차수의 심사가 끝나 점수와 투표, 심사위원 배정을 더 바꿀 수 없습니다'
          : '이 모집 차수의 심사가 아직 시작되지 않았습니다. 심사가 시작된 뒤에 다시 시도하십시오',
    en: ({ over }) =>
      over === undefined
        ? 'the review was opened again at the same moment; try again'
        : over
          ? 'the judging of this round is closed: scores, votes and assignments can no longer change'
          : 'the judging of this round has not begun; try again after it has been started',
  }),
  not_planned: rule({
    ko: '이 모집 차수의 심사가 아직 계획되지 않았습니다. 먼저 심사를 계획하십시오',
    en: 'the judging of this round is not planned; plan it first',
  }),
  by_votes: rule({
    ko: '이 모집 차수는 투표로 심사하므로 심사위원을 배정할 필요가 없습니다',
    en: 'the round is judged by votes, so its applications need no judges',
  }),
  by_scores: rule({
    ko: '이 모집 차수는 투표가 아니라 점수로 심사하므로 투표할 수 없습니다. 심사위원은 심사표에 점수를 적으십시오',
    en: 'the round is judged by scores, so nobody votes on it; its judges give their scores in a review',
  }),
  scores_only: invalid({
    ko: '투표로 심사할 때에는 비워 두어야 합니다',
    en: 'must be left out where a round is judged by votes',
  }),
  panel_size: invalid({
    example: { panelSize: 3 },
    ko: ({ panelSize }) => `심사위원단의 인원(panelSize)인 ${panelSize} 이하여야 합니다`,
    en: ({ panelSize }) => `must be at most ${panelSize}, the number of judges on a panel (panelSize)`,
  }),
  loads: invalid({
    example: { loadMax: 10 },
    ko: ({ loadMax }) => `심사위원 한 명이 맡을 수 있는 최대 건수(loadMax)인 ${loadMax} 이하여야 합니다`,
    en: ({ loadMax }) => `must be at most ${loadMax}, the largest number of applications for one judge (loadMax)`,
  }),
});

export const { fault, known, refuse } = refusing(JUDGING);
