/** The RPC of the ranking: all data of the decision screen, in one answer. */
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { JudgeScore } from '@naru/contracts/program/v1/ranking';
import type { Handlers } from '@naru/kit/serve';
import type { Score } from '@naru/score-model/score-model';
import { known } from '../judging/texts.ts';
import { citationsOf, explanationOf } from './explain.ts';
import type { RankingOf } from './ranking-of.ts';

export const rankingRpcs = (rankingOf: RankingOf): Pick<Handlers<typeof JudgingServiceDefinition>, 'getRanking'> => ({
  getRanking: async ({ roundId, places }) => {
    const found = known(await rankingOf(roundId, places), roundId);
    const { method, notCorrectedBecause, scores, entries, severities, ...ranking } = found;
    const severity = new Map(severities.map((one) => [one.judgeId, one.severity]));
    const given = Map.groupBy(scores, ({ applicationId }) => applicationId);
    return {
      ...ranking,
      method,
      notCorrectedBecause,
      explanation: explanationOf(method, notCorrectedBecause),
      citations: citationsOf(method),
      entries: entries.map(({ sectors, ...entry }) => ({
        ...entry,
        sectors: [...sectors],
        scores: shown(given.get(entry.applicationId) ?? [], severity),
      })),
      severities: [...severities],
    };
  },
});

const shown = (scores: readonly Score[], severity: ReadonlyMap<string, number>): JudgeScore[] =>
  scores
    .map(({ judgeId, score }) => ({ judgeId, weighted: score, corrected: score - (severity.get(judgeId) ?? 0) }))
    .sort((a, b) => (a.judgeId < b.judgeId ? -1 : 1));
