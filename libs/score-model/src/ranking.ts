/** The order of a round's applications after judging, for other parts of this service. */
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';

/** The method of the order: the plain mean of the scores, the mixed model, or votes by pairs. */
export type RankingMethod = 'RAW_MEAN' | 'MIXED_MODEL' | 'BRADLEY_TERRY';

/** Why there is no correction, or no comparison. Each is a rule of docs/judging.md. */
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
  /** The mean of the weighted scores, or the share of votes won, 0–100; undefined if there is no review. */
  raw: number | undefined;
  /** The score behind the rank, 0–100: corrected if the ranking is, otherwise the raw one. */
  score: number | undefined;
  /** The standard error of the score; undefined if the method gives none. */
  standardError: number | undefined;
  /** From 1. Equal scores share a rank. Applications without a review come last. */
  rank: number;
  /**
   * The interval that holds the rank with 90 % probability; without a known uncertainty, the ranks that tied
   * applications share.
   */
  rankLow: number;
  rankHigh: number;
  /** The probability to be among the first `places`; undefined if the method gives none. */
  topProbability: number | undefined;
  /** It cannot be decided whether it is above or below the cut, so the selection must give a reason. */
  inTieZone: boolean;
  /** The number of scores, or votes, behind it. */
  judgements: number;
}

export interface JudgeSeverity {
  judgeId: string;
  /** The points by which the judge scores below (negative) or above other judges; 0 if not corrected. */
  severity: number;
  judgements: number;
}

export interface Ranking {
  roundId: string;
  method: RankingMethod;
  corrected: boolean;
  notCorrectedBecause: NotCorrectedBecause;
  /** True once the judging is closed and no score can change. Only then may a selection use it. */
  final: boolean;
  /** The cut of the tie zone; 0 for none. */
  places: number;
  /** By rank; applications of the same rank by id. */
  entries: readonly RankingEntry[];
  severities: readonly JudgeSeverity[];
}
