/** The ranking of a round from its present reviews or ballots, for the decision screen and for selection. */
import { createHash } from 'node:crypto';
import { rank } from '@naru/score-model/rank';
import type { Ranking } from '@naru/score-model/ranking';
import type { Score, Table } from '@naru/score-model/score-model';
import type { Ballot, PairVote } from '../ballot/ballot.ts';
import type { Candidate } from '../candidate/candidate.ts';
import type { Judging } from '../judging/judging.ts';
import type { Review } from '../review/review.ts';

/** Functions of other nouns of this service that a ranking calls. */
export interface RankingNeighbours {
  judging(roundId: string): Promise<Judging | null>;
  /** Applications that are judged. */
  standing(roundId: string): Promise<readonly Candidate[]>;
  /** Reviews whose scores count. */
  counted(roundId: string): Promise<readonly Review[]>;
  ballots(roundId: string): Promise<readonly Ballot[]>;
}

export type RankingOf = (roundId: string, places?: number) => Promise<(Ranking & { scores: readonly Score[] }) | null>;

/**
 * Null where no judging is planned. `places` is the cut of the tie zone; the default is that of the plan. The random
 * draws are seeded with the round id, so the same scores always give the same uncertainty.
 */
export const rankingOf =
  ({ judging: judgingOf, standing, counted, ballots }: RankingNeighbours): RankingOf =>
  async (roundId, asked) => {
    const judging = await judgingOf(roundId);
    if (!judging) return null;
    const [found, reviews, cast] = await Promise.all([standing(roundId), counted(roundId), ballots(roundId)]);
    return rankingFrom({ judging, found, reviews, ballots: cast, places: asked || judging.places });
  };

/** All data that a ranking is counted from. */
export interface Judged {
  judging: Pick<Judging, 'roundId' | 'mode' | 'settled'>;
  found: readonly Ranked[];
  /** The reviews whose scores count. */
  reviews: readonly Pick<Review, 'applicationId' | 'judgeId' | 'weighted'>[];
  ballots: readonly { votes: readonly Pick<PairVote, 'preferredId' | 'otherId'>[] }[];
  places: number;
}

export type Ranked = Pick<Candidate, 'applicationId' | 'ventureId' | 'centreId' | 'sectors'>;

/** The same reviews and ballots always give the same ranking. */
export async function rankingFrom({ judging: { roundId, mode, settled }, found, reviews, ballots, places }: Judged) {
  const common = { applicationIds: found.map(({ applicationId }) => applicationId), places, seed: seedOf(roundId) };
  const byVotes = mode === 'VOTES';
  const scores = byVotes ? [] : reviews.map(scoreOf);
  const table = await rank(
    byVotes ? { votes: { ...common, votes: votesOf(ballots) } } : { scores: { ...common, scores } },
  );
  const { method, notCorrectedBecause, severities } = table;
  return {
    roundId,
    method,
    corrected: notCorrectedBecause === '',
    notCorrectedBecause,
    final: settled,
    places,
    entries: entriesOf(table, found),
    severities,
    scores,
  };
}

const scoreOf = ({ applicationId, judgeId, weighted }: Judged['reviews'][number]): Score => ({
  applicationId,
  judgeId,
  score: weighted,
});

const votesOf = (ballots: Judged['ballots']) =>
  ballots.flatMap(({ votes }) =>
    votes.map(({ preferredId, otherId }) => ({ winnerId: preferredId, loserId: otherId })),
  );

function entriesOf({ rows }: Table, found: readonly Ranked[]): Ranking['entries'] {
  const byId = new Map(found.map((candidate) => [candidate.applicationId, candidate]));
  return rows.map(({ id, ...row }) => {
    const { ventureId = '', centreId = '', sectors = [] } = byId.get(id) ?? {};
    return { applicationId: id, ventureId, centreId, sectors, ...row };
  });
}

const seedOf = (roundId: string): number => createHash('sha256').update(roundId).digest().readUInt32BE(0);
