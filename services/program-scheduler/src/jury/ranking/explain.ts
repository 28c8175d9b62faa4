/** Puts the method of a ranking in words, or the reason why its scores are not corrected. */
import type { NotCorrectedBecause, RankingMethod } from '@naru/score-model/ranking';
import { type Said, say } from '@naru/words/text';
import { METHOD, NOT_CORRECTED } from './texts.ts';

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

export function explanationOf(method: RankingMethod, reason: NotCorrectedBecause): Said {
  const how = say(METHOD.of[method], {});
  if (reason === '') return how;
  const why = say(NOT_CORRECTED.of[reason], {});
  return { ko: `${how.ko} ${why.ko}`, en: `${how.en} ${why.en}` };
}

export const citationsOf = (method: RankingMethod): string[] => [...CITATIONS[method]];
