/**
 * The order in which places are given: by score, and in a near tie by the number of earlier selections, fewer first.
 */
import type { ExposureRule } from '@naru/contracts/program/v1/programme';

export interface Ranked {
  applicationId: string;
  ventureId: string;
  centreId: string;
  /** Undefined where no judge has scored it. */
  score: number | undefined;
}

/** How often each venture and each centre was selected, in the selections that the rule counts. */
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
/** A score as a whole number, so that equal scores compare as equal. */
export const comparable = (score: number): number => Math.round(score / EQUAL);

/**
 * The best score that is in no near tie yet begins a near tie. It contains all lower scores within the points of the
 * rule. So its members are well defined, and no team goes before a team that is better by more than these points.
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
    ); // The sort is stable: teams that are still equal stay in the order of scores.
  return tied.map((one, index) => ({ ...one, order: index + 1 }));
}

/** An application without a score comes after all others, and is in no near tie. */
const scoreOf = ({ score }: Ranked): number => score ?? -1e6;
