/** The method of a ranking, or why it has no correction, in words. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { NotCorrectedBecause, RankingMethod } from '@naru/score-model/ranking';

const METHODS: Record<RankingMethod, LocalizedText> = {
  RAW_MEAN: {
    ko: '심사위원이 준 가중 점수의 평균입니다.',
    en: 'The mean of the weighted scores that judges gave.',
  },
  MIXED_MODEL: {
    ko: '신청과 심사위원을 확률효과로 둔 혼합모형으로, 심사위원의 엄격함과 너그러움을 보정했습니다.',
    en: 'A mixed model with applications and judges as random effects: severe and lenient judges are corrected for.',
  },
  BRADLEY_TERRY: {
    ko: '두 팀씩 비교한 투표에서 브래들리-테리 모형으로 구한 강도입니다.',
    en: 'Strengths by the Bradley–Terry model from votes between two teams each.',
  },
};

const REASONS: Record<Exclude<NotCorrectedBecause, ''>, LocalizedText> = {
  FEW_JUDGES: {
    ko: '점수를 준 심사위원이 3명 미만이라 보정하지 않았습니다.',
    en: 'Not corrected: fewer than 3 judges have scored.',
  },
  FEW_APPLICATIONS: {
    ko: '신청이 5건 미만이라 보정하지 않았습니다.',
    en: 'Not corrected: there are fewer than 5 applications.',
  },
  FEW_SCORES: {
    ko: '점수가 2개 미만인 신청이 있거나 점수가 너무 적어 보정하지 않았습니다.',
    en: 'Not corrected: an application has fewer than 2 scores, or there are too few scores in all.',
  },
  DISCONNECTED: {
    ko: '서로 이어지지 않는 심사 집단이 있어 비교할 수 없으므로 보정하지 않았습니다.',
    en: 'Not corrected: there are groups that no shared judge or vote links, so they cannot be compared.',
  },
  NO_DIFFERENCES: {
    ko: '점수의 차이가 신청의 차이로 설명되지 않아 보정하지 않았습니다.',
    en: 'Not corrected: differences between applications cannot be told from chance.',
  },
  NO_VOTES: { ko: '투표가 없습니다.', en: 'There are no votes.' },
};

const CITATIONS: Record<RankingMethod, readonly string[]> = {
  RAW_MEAN: [],
  MIXED_MODEL: [
    'C. R. Henderson, Best linear unbiased estimation and prediction under a selection model, Biometrics 31 (1975), 423–447',
    'H. D. Patterson and R. Thompson, Recovery of inter-block information when block sizes are unequal, Biometrika 58 (1971), 545–554',
  ],
  BRADLEY_TERRY: [
    'R. A. Bradley and M. E. Terry, Rank analysis of incomplete block designs, Biometrika 39 (1952), 324–345',
    'D. R. Hunter, MM algorithms for generalized Bradley–Terry models, Annals of Statistics 32 (2004), 384–406',
  ],
};

export function explanationOf(method: RankingMethod, reason: NotCorrectedBecause): LocalizedText {
  if (reason === '') return METHODS[method];
  const [how, why] = [METHODS[method], REASONS[reason]];
  return { ko: `${how.ko} ${why.ko}`, en: `${how.en} ${why.en}` };
}

export const citationsOf = (method: RankingMethod): string[] => [...CITATIONS[method]];
