/** Whom a proposal is about: the final ranking of a judged round, or scores given for one that was judged elsewhere. */
import type { Ranking_Method } from '@naru/contracts/program/v1/ranking';
import type { GivenScore } from '@naru/contracts/program/v1/selection';
import { refusals } from '@naru/kit/rejection';
import { placedByScore } from '@naru/score-model/placing';
import type { Ranking } from '@naru/score-model/ranking';
import { isTaking, type Round } from '../../calls/round/round.ts';
import type { RankingOf, Ranked as Standing } from '../../jury/ranking/ranking-of.ts';
import { rule } from './decide/refusals.ts';
import type { Candidate } from './selection.ts';

const { invalid } = refusals('selection');

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
    if (scores.length > 0)
      throw invalid('scores', 'judged', 'must be left out: the round is judged here, and its scores count');
    if (!ranked.final)
      throw rule('not_settled', 'the judging of the round is not settled; close it, and wait a moment until it is');
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
  if (isTaking(round, now)) throw rule('round_open', 'the round still takes applications; close it first');
  if (scores.length === 0)
    throw rule(
      'not_judged',
      'the round is not judged; plan its judging, or give the scores of one that was held elsewhere',
    );
  const byId = new Map(standing.map((one) => [one.applicationId, one]));
  for (const [index, { applicationId }] of scores.entries()) {
    const path = `scores[${index}].application_id`;
    if (!byId.has(applicationId))
      throw invalid(path, 'application_unknown', 'must be an application that stands in this round');
    if (scores.findIndex((other) => other.applicationId === applicationId) !== index)
      throw invalid(path, 'application_twice', 'must be scored once');
  }
  if (scores.length < standing.length)
    throw rule(
      'scores_missing',
      `scores: ${standing.length} applications stand and ${scores.length} are scored; give each its score`,
    );
  return {
    found: byGivenScores(standing, scores, places),
    method: 'METHOD_UNSPECIFIED',
    notCorrectedBecause: '',
  };
}

/** Given scores are taken as they are: no correction, no doubt but of equal ones. */
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
