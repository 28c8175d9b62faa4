/** Commands on a ballot. Pure: the present state and a command give events, or a refusal. */
import { refuse as refuseCandidate } from '../candidate/texts.ts';
import type { Conflict } from '../conflict/conflict.ts';
import { asParams } from '../conflict/texts.ts';
import type { Judging } from '../judging/judging.ts';
import { refuse as refuseJudging } from '../judging/texts.ts';
import { type Ballot, type BallotEvent, type PairVote, samePair } from './ballot.ts';
import { invalid, known, refuse } from './texts.ts';

/** All pairs of a hundred teams, which is more than a demo day has. */
const VOTES_MAX = 4_950;

/** A ballot is created before the judging is read, so that closing the judging finds the ballot. */
export const openBallot = (existing: Ballot | null, ballot: Ballot): BallotEvent[] =>
  existing ? [] : [{ type: 'BallotOpened', ballot }];

/** The facts that a vote needs, read after the ballot was opened. */
export interface Circumstances {
  judging: Pick<Judging, 'state' | 'mode'> | null;
  /** Both applications belong to the round, and neither is withdrawn nor ineligible. */
  bothStand: boolean;
  conflicts: readonly Conflict[];
}

/** @throws Rejection where the round is judged by scores */
export function requireByVotes({ mode }: Pick<Judging, 'mode'>): void {
  if (mode !== 'VOTES') throw refuseJudging('by_scores');
}

/** @throws Rejection where votes are not accepted now */
export function requireVoting(judging: Circumstances['judging']): void {
  if (judging?.state !== 'OPEN') throw notOpen(judging && judging.state === 'CLOSED');
  requireByVotes(judging);
}

/**
 * A voter without a conflict compares two teams of the round. Until the judging closes the last vote on a pair counts, whichever
 * officer of a centre gave it.
 */
export function castVote(
  ballot: Ballot | null,
  { id, vote, now }: { id: string; vote: PairVote; now: Circumstances },
): BallotEvent[] {
  const { state, votes, voterId } = known(ballot, id);
  if (state === 'SEALED') throw notOpen(true);
  requireVoting(now.judging);
  if (vote.preferredId === vote.otherId) throw invalid('otherId', 'same_team');
  if (!now.bothStand) throw refuseCandidate('not_standing', { applications: 2 });
  if (now.conflicts.length > 0) throw refuse('conflict', asParams(now.conflicts));
  const before = votes.find((other) => samePair(other, vote));
  // The same vote by another officer is recorded: it is theirs from now on.
  if (before && before.preferredId === vote.preferredId && (before.votedBy ?? voterId) === vote.votedBy) return [];
  if (!before && votes.length >= VOTES_MAX) throw refuse('votes_max', { votesMax: VOTES_MAX });
  return [{ type: 'BallotVoted', vote }];
}

const notOpen = (over: boolean | null) => refuseJudging('not_open', { over: over ?? undefined });

/** The judging has closed: the votes are final. */
export const sealBallot = (ballot: Ballot | null): BallotEvent[] =>
  ballot?.state === 'OPEN' ? [{ type: 'BallotSealed' }] : [];
