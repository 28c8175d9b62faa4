/** What may be done with a ballot. Pure: the present state and a command give events, or a refusal. */
import { notFound, refusals } from '@naru/kit/rejection';
import type { Conflict } from '../conflict/conflict.ts';
import type { Judging } from '../judging/judging.ts';
import { type Ballot, type BallotEvent, type PairVote, samePair } from './ballot.ts';

const { invalid, rule } = refusals('ballot');

/** All pairs of a hundred teams: more than a demo day has. */
const VOTES_MAX = 4_950;

/** A ballot is there before the judging is looked at, so that the end of the judging finds it. */
export const openBallot = (existing: Ballot | null, ballot: Ballot): BallotEvent[] =>
  existing ? [] : [{ type: 'BallotOpened', ballot }];

/** How things stand at the moment, seen after the ballot was opened. */
export interface Circumstances {
  judging: Pick<Judging, 'state' | 'mode'> | null;
  /** Both applications belong to the round, and neither is withdrawn nor ineligible. */
  bothStand: boolean;
  conflicts: readonly Conflict[];
}

/** @throws Rejection where the round is judged by scores */
export function requireByVotes({ mode }: Pick<Judging, 'mode'>): void {
  if (mode !== 'VOTES') throw rule('judging.by_scores', 'the round is judged by scores; votes are for demo days');
}

/** @throws Rejection where no votes are taken now */
export function requireVoting(judging: Circumstances['judging']): void {
  if (judging?.state !== 'OPEN') throw closed();
  requireByVotes(judging);
}

/** A voter without a conflict compares two teams of the round; until the end the last word counts. */
export function castVote(
  ballot: Ballot | null,
  { id, vote, now }: { id: string; vote: PairVote; now: Circumstances },
): BallotEvent[] {
  if (!ballot) throw notFound('ballot', id);
  if (ballot.state === 'SEALED') throw closed();
  requireVoting(now.judging);
  if (vote.preferredId === vote.otherId)
    throw invalid('other_id', 'same_team', 'must be another application than preferred_id');
  if (!now.bothStand)
    throw rule('application.not_standing', 'preferredId, otherId: both must be applications that stand in this round');
  if (now.conflicts.length > 0)
    throw rule(
      'ballot.conflict',
      `you are not free to compare these two: ${now.conflicts.map(({ source, objectId }) => `${source} (${objectId})`).join(', ')}; vote on another pair`,
    );
  const before = ballot.votes.find((other) => samePair(other, vote));
  if (before?.preferredId === vote.preferredId) return [];
  if (!before && ballot.votes.length >= VOTES_MAX)
    throw rule('ballot.votes_max', `a ballot holds ${VOTES_MAX} votes at the most; change those there are`);
  return [{ type: 'BallotVoted', vote }];
}

const closed = () => rule('judging.not_open', 'the judging of this round is not open; votes are taken while it is');

/** The judging has closed: the votes count as they are. */
export const sealBallot = (ballot: Ballot | null): BallotEvent[] =>
  ballot?.state === 'OPEN' ? [{ type: 'BallotSealed' }] : [];
