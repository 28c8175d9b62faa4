/** The order in which places are given: by score, and within a near tie to those who were selected less often. */
import type { ExposureRule } from '@naru/contracts/program/v1/programme';

export interface Ranked {
  applicationId: string;
  ventureId: string;
  centreId: string;
  /** Undefined where nobody has judged it. */
  score: number | undefined;
}

/** How often each venture and each centre was selected in the selections that count. */
export interface Exposure {
  ventures: ReadonlyMap<string, number>;
  centres: ReadonlyMap<string, number>;
}

export type Ordered<R extends Ranked> = R & {
  order: number;
  nearTie: number;
  ventureExposure: number;
  centreExposure: number;
};

/** Scores closer than this are equal: they differ by rounding only. */
const EQUAL = 1e-9;
/** A score for comparisons: those that are equal are the same number. */
export const comparable = (score: number): number => Math.round(score / EQUAL);

/**
 * A near tie begins with the best score that is in none yet, and holds all that lie below it by no more than the rule's
 * points. So it is clear who is in it, and nobody goes before somebody who is better by more than those points.
 */
export function inOrder<R extends Ranked>(
  ranked: readonly R[],
  rule: ExposureRule | undefined,
  exposure: Exposure,
): Ordered<R>[] {
  const points = rule?.enabled ? rule.nearTiePoints : undefined;
  const byScore = [...ranked].sort(
    (a, b) => comparable(scoreOf(b)) - comparable(scoreOf(a)) || (a.applicationId < b.applicationId ? -1 : 1),
  );
  let [nearTie, head] = [0, Number.POSITIVE_INFINITY];
  const tied = byScore.map((one) => {
    if (points !== undefined && (nearTie === 0 || head - scoreOf(one) > points + EQUAL)) {
      nearTie += 1;
      head = scoreOf(one);
    }
    const ventureExposure = exposure.ventures.get(one.ventureId) ?? 0;
    const centreExposure = exposure.centres.get(one.centreId) ?? 0;
    return { ...one, nearTie, ventureExposure, centreExposure };
  });
  if (points !== undefined)
    tied.sort(
      (a, b) => a.nearTie - b.nearTie || a.ventureExposure - b.ventureExposure || a.centreExposure - b.centreExposure,
    ); // A stable sort: what is still alike stays by score.
  return tied.map((one, index) => ({ ...one, order: index + 1 }));
}

/** What nobody has judged comes after every score, in a near tie with nobody. */
const scoreOf = ({ score }: Ranked): number => score ?? -1e6;
