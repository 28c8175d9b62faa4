/** Texts about the method of a ranking, or why its scores are not corrected, in both languages. */
import type { NotCorrectedBecause, RankingMethod } from '@naru/score-model/ranking';
import { type None, type Text, text } from '@naru/words/text';
import { texts } from '@naru/words/texts';

export const METHOD = texts('ranking_method', {
  RAW_MEAN: text({
    ko: '심사위원이 준 가중 점수의 평균입니다.',
    en: 'The mean of the weighted scores that the judges gave.',
  }),
  MIXED_MODEL: text({
    ko: '신청서와 심사위원을 확률효과로 둔 혼합모형으로 심사위원마다 다른 엄격함을 보정했습니다.',
    en: 'A mixed model with applications and judges as random effects. It corrects for severe and for lenient judges.',
  }),
  BRADLEY_TERRY: text({
    ko: '두 팀씩 비교한 투표로 브래들리-테리 모형에 따라 추정한 강도입니다.',
    en: 'Strengths by the Bradley–Terry model, from votes between two teams each.',
  }),
} satisfies Record<RankingMethod, Text<None>>);

export const NOT_CORRECTED = texts('ranking_not_corrected', {
  FEW_JUDGES: text({
    ko: '점수를 준 심사위원이 3명이 되지 않아 보정하지 않았습니다.',
    en: 'Not corrected: fewer than 3 judges have given scores.',
  }),
  FEW_APPLICATIONS: text({
    ko: '신청서가 5건이 되지 않아 보정하지 않았습니다.',
    en: 'Not corrected: there are fewer than 5 applications.',
  }),
  FEW_SCORES: text({
    ko: '점수가 2개가 되지 않는 신청서가 있거나 전체 점수가 너무 적어 보정하지 않았습니다.',
    en: 'Not corrected: an application has fewer than 2 scores, or there are too few scores in all.',
  }),
  DISCONNECTED: text({
    ko: '심사위원이나 투표로 서로 이어지지 않는 무리가 있어 비교할 수 없으므로 보정하지 않았습니다.',
    en: 'Not corrected: some groups of applications share no judge and no vote, so they cannot be compared.',
  }),
  NO_DIFFERENCES: text({
    ko: '신청서 사이의 점수 차이를 우연과 구별할 수 없어 보정하지 않았습니다.',
    en: 'Not corrected: the differences between applications cannot be told from chance.',
  }),
  NO_VOTES: text({ ko: '투표가 없습니다.', en: 'There are no votes.' }),
} satisfies Record<Exclude<NotCorrectedBecause, ''>, Text<None>>);
