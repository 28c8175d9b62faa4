/**
 * The candidates of a proposal: the final ranking of a judged round, or given scores where the round was judged
 * elsewhere.
 */
import type { Ranking_Method } from '@naru/contracts/program/v1/ranking';
import type { GivenScore } from '@naru/contracts/program/v1/selection';
import { requireNone } from '@naru/kit/rejection';
import { placedByScore } from '@naru/score-model/placing';
import type { Ranking } from '@naru/score-model/ranking';
import { named } from '@naru/words/text';
import { isTaking, type Round } from '../../calls/round/round.ts';
import type { RankingOf, Ranked as Standing } from '../../jury/ranking/ranking-of.ts';
import type { Candidate } from './selection.ts';
import { fault, refuse, refuseField } from './texts.ts';

export interface Found {
  found: Candidate[];
  method: Ranking_Method;
  notCorrectedBecause: string;
}

export interface Candidates {
  of(round: Round, asked: { scores: readonly GivenScore[]; places: number; now: Date }): Promise<Found>;
}

export const candidatesFrom = (
  ranking: RankingOf,
  standing: (roundId: string) => Promise<readonly Standing[]>,
): Candidates => ({
  of: async (round, { scores, places, now }) => {
    const ranked = await ranking(round.id, places);
    if (!ranked) return given(await standing(round.id), { round, scores, places, now });
    if (scores.length > 0) throw refuseField('scores', 'judged');
    if (!ranked.final) throw refuse('not_settled', { name: named(round.name) });
    return foundIn(ranked);
  },
});

export const foundIn = ({
  entries,
  method,
  notCorrectedBecause,
}: Pick<Ranking, 'entries' | 'method' | 'notCorrectedBecause'>): Found => ({
  found: entries.map(({ topProbability: _, judgements: __, ...entry }) => entry),
  method,
  notCorrectedBecause,
});

function given(
  standing: readonly Standing[],
  { round, scores, places, now }: { round: Round; scores: readonly GivenScore[]; places: number; now: Date },
): Found {
  const name = named(round.name);
  if (isTaking(round, now)) throw refuse('round_open', { name });
  if (scores.length === 0) throw refuse('not_judged', { name });
  requireNone(
    scores.flatMap(({ applicationId: id }, index) => {
      const path = `scores[${index}].application_id`;
      if (!standing.some(({ applicationId }) => applicationId === id)) return [fault(path, 'application_unknown')];
      const isSecond = scores.findIndex(({ applicationId }) => applicationId === id) !== index;
      return isSecond ? [fault(path, 'application_twice')] : [];
    }),
  );
  const scored = new Set(scores.map(({ applicationId }) => applicationId));
  const missing = standing.flatMap(({ applicationId: id }) => (scored.has(id) ? [] : [id]));
  if (missing.length > 0)
    throw refuse('scores_missing', { applications: standing.length, scores: scores.length, missing });
  return {
    found: byGivenScores(standing, scores, places),
    method: 'METHOD_UNSPECIFIED',
    notCorrectedBecause: '',
  };
}

/** Given scores are not corrected. They have no uncertainty, except between equal scores. */
export function byGivenScores(
  standing: readonly Standing[],
  scores: readonly GivenScore[],
  places: number,
): Candidate[] {
  const scoreOf = new Map(scores.map(({ applicationId, score }) => [applicationId, score]));
  const byId = new Map(standing.map((one) => [one.applicationId, one]));
  const items = [...byId.keys()].sort().map((id) => ({
    id,
    raw: scoreOf.get(id),
    score: scoreOf.get(id),
    standardError: undefined,
    judgements: 1,
  }));
  return placedByScore(items, places).map(({ id, topProbability: _, judgements: __, ...placed }) => {
    const { ventureId = '', centreId = '', sectors = [] } = byId.get(id) ?? {};
    return { applicationId: id, ventureId, centreId, sectors, ...placed };
  });
}
