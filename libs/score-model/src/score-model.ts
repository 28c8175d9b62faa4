/** Turns scores of judges into ranks, corrected for severe and lenient judges if there is enough data. */
import { chanceOf, normalOf } from '@naru/solving/chance';
import { solveUpper } from './matrix.ts';
import { effectOf, type Fit, fitMixedModel, LOG_RATIO_MAX, type Observation } from './mixed-model.ts';
import { type Draw, type Placed, placedAlike, placedByDraws, placedByScore, type Scored } from './placing.ts';
import type { JudgeSeverity, NotCorrectedBecause, RankingMethod } from './ranking.ts';

export interface Score {
  applicationId: string;
  judgeId: string;
  /** Weighted by the rubric, 0–100. */
  score: number;
}

export interface Scores {
  /** All applications, with or without reviews. */
  applicationIds: readonly string[];
  scores: readonly Score[];
  /** The cut of the tie zone; 0 for none. */
  places: number;
  seed: number;
}

export interface Table {
  method: RankingMethod;
  notCorrectedBecause: NotCorrectedBecause;
  rows: Placed[];
  severities: JudgeSeverity[];
}

/** Below these there is no correction: the data could not separate variances from chance. */
const JUDGES_MIN = 3;
const APPLICATIONS_MIN = 5;
const SCORES_EACH_MIN = 2;
/** A variance whose ratio lies at the end of the search range counts as zero. */
const AT_THE_END = LOG_RATIO_MAX - 1e-3;
/** The number of draws for the ranks. It gives a probability of 5 % within 1 point; at 2,000 applications within 2. */
const DRAWS = 2_000;
const DRAWS_AT_MOST_CELLS = 1_000_000;

/** Ids are sorted first, so that the answer does not depend on the order of the scores. */
export function rankByScores({ applicationIds, scores, places, seed }: Scores): Table {
  const ids = [...applicationIds].sort();
  const judgeIds = [...new Set(scores.map(({ judgeId }) => judgeId))].sort();
  const [applicationAt, judgeAt] = [ids, judgeIds].map((list) => new Map(list.map((id, index) => [id, index])));
  const observations = scores
    .flatMap(({ applicationId, judgeId, score }): Observation[] => {
      const [application, judge] = [applicationAt?.get(applicationId), judgeAt?.get(judgeId)];
      return application === undefined || judge === undefined ? [] : [{ application, judge, y: score }];
    })
    .sort((a, b) => a.application - b.application || a.judge - b.judge);
  const raw = rawOf(ids, observations);
  const reason = tooLittle(raw, judgeIds.length, observations);
  const fit = reason ? null : fitMixedModel({ applications: ids.length, judges: judgeIds.length, observations });
  if (!fit || isFlat(fit))
    return {
      method: 'RAW_MEAN',
      notCorrectedBecause: reason || 'NO_DIFFERENCES',
      rows: reason ? placedByScore(raw, places) : placedAlike(raw, places),
      severities: severitiesOf(judgeIds, observations, null),
    };
  const items = raw.map((item, index) => ({
    ...item,
    score: fit.mean + (fit.applicationEffects[index] as number),
    standardError: fit.standardErrors[index] as number,
  }));
  const draws = Math.max(200, Math.min(DRAWS, Math.round(DRAWS_AT_MOST_CELLS / ids.length)));
  return {
    method: 'MIXED_MODEL',
    notCorrectedBecause: '',
    rows: placedByDraws(items, { draw: drawsOf(fit, seed), draws, places }),
    severities: severitiesOf(judgeIds, observations, fit),
  };
}

function rawOf(ids: readonly string[], observations: readonly Observation[]): Scored[] {
  const sums = ids.map(() => ({ sum: 0, count: 0 }));
  for (const { application, y } of observations) {
    const own = sums[application] as { sum: number; count: number };
    own.sum += y;
    own.count += 1;
  }
  return ids.map((id, index) => {
    const { sum, count } = sums[index] as { sum: number; count: number };
    const raw = count > 0 ? sum / count : undefined;
    return { id, raw, score: raw, standardError: undefined, judgements: count };
  });
}

/** The rules of docs/judging.md under which severity is not estimated. */
function tooLittle(raw: readonly Scored[], judges: number, observations: readonly Observation[]): NotCorrectedBecause {
  if (judges < JUDGES_MIN) return 'FEW_JUDGES';
  if (raw.length < APPLICATIONS_MIN) return 'FEW_APPLICATIONS';
  const error = observations.length - raw.length - judges + 1;
  if (error < 1 || raw.some(({ judgements }) => judgements < SCORES_EACH_MIN)) return 'FEW_SCORES';
  return isConnected(raw.length, judges, observations) ? '' : 'DISCONNECTED';
}

/** Judges can be compared only through applications that they share, directly or through other judges. */
function isConnected(applications: number, judges: number, observations: readonly Observation[]): boolean {
  const parent = Array.from({ length: applications + judges }, (_, index) => index);
  const root = (node: number): number => {
    let top = node;
    while (parent[top] !== top) top = parent[top] as number;
    parent[node] = top;
    return top;
  };
  for (const { application, judge } of observations) parent[root(application)] = root(applications + judge);
  return new Set(parent.map((_, node) => root(node))).size === 1;
}

/** The scores do not separate the applications: they differ only by judge and chance. */
const isFlat = ({ variances: { application, error } }: Fit): boolean => Math.log(error / application) > AT_THE_END;

/** Draws of μ + application from their joint distribution given the scores: first μ and the judges, then each application. */
function drawsOf({ mean, equations }: Fit, seed: number): Draw {
  const { triangle, solution, diagonal, sums, byApplication, errorVariance } = equations;
  const chance = chanceOf(seed);
  const deviation = Math.sqrt(errorVariance);
  return () => {
    const noise = solveUpper(
      triangle,
      Float64Array.from(solution, () => normalOf(chance)),
    );
    const drawn = solution.map((value, row) => value + deviation * (noise[row] as number));
    const shift = mean - (solution[0] as number) + (drawn[0] as number);
    return Float64Array.from(byApplication, (scores, index) => {
      const d = diagonal[index] as number;
      const middle = effectOf(scores, drawn, { sum: sums[index] as number, d });
      return shift + middle + (deviation / Math.sqrt(d)) * normalOf(chance);
    });
  };
}

const severitiesOf = (
  judgeIds: readonly string[],
  observations: readonly Observation[],
  fit: Fit | null,
): JudgeSeverity[] =>
  judgeIds.map((judgeId, index) => ({
    judgeId,
    severity: fit ? (fit.judgeEffects[index] as number) : 0,
    judgements: observations.filter(({ judge }) => judge === index).length,
  }));
