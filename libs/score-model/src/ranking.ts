/** The order that judging gives to the applications of a round, as others in this service use it. */
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';

/** How the order was found: the plain mean of the scores, the mixed model, or votes by pairs. */
export type RankingMethod = 'RAW_MEAN' | 'MIXED_MODEL' | 'BRADLEY_TERRY';

/** Why there is no correction, or no comparison: a rule of docs/judging.md each. */
export type NotCorrectedBecause =
  | ''
  | 'FEW_JUDGES'
  | 'FEW_APPLICATIONS'
  | 'FEW_SCORES'
  | 'DISCONNECTED'
  | 'NO_DIFFERENCES'
  | 'NO_VOTES';

export interface RankingEntry {
  applicationId: string;
  ventureId: string;
  centreId: string;
  sectors: readonly Taxonomy_Sector[];
  /** Mean of the weighted scores, or the share of votes won, 0–100; undefined where nobody has judged it. */
  raw: number | undefined;
  /** What the rank follows, 0–100: corrected where the ranking is, the raw one otherwise. */
  score: number | undefined;
  /** Of the score; undefined where the method gives none. */
  standardError: number | undefined;
  /** From 1; equal scores share a rank. What nobody has judged comes last. */
  rank: number;
  /** The rank lies between these two with 90 %; where no uncertainty is known, the ranks that the tied ones share. */
  rankLow: number;
  rankHigh: number;
  /** That it is among the first `places`; undefined where the method gives none. */
  topProbability: number | undefined;
  /** Its place before or behind the cut cannot be told: selection has to give the reason. */
  inTieZone: boolean;
  /** Scores, or votes, that it rests on. */
  judgements: number;
}

export interface JudgeSeverity {
  judgeId: string;
  /** Points by which the judge scores below (negative) or above what others give; 0 where not corrected. */
  severity: number;
  judgements: number;
}

export interface Ranking {
  roundId: string;
  method: RankingMethod;
  corrected: boolean;
  notCorrectedBecause: NotCorrectedBecause;
  /** True once the judging is closed and no score can change any more. Only then may it be decided upon. */
  final: boolean;
  /** The cut that the tie zone is about; 0 for none. */
  places: number;
  /** By rank, those of one rank by id. */
  entries: readonly RankingEntry[];
  severities: readonly JudgeSeverity[];
}
