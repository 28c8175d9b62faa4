/** The votes of one judge, or of one centre, in a round. `evolve` is the only function that changes them. */
import type { Ballot_State } from '@naru/contracts/program/v1/ballot';

export interface PairVote {
  preferredId: string;
  otherId: string;
  votedAt: Date;
  /** The subject of the person who gave it. Votes of before have none: their voter is that of the ballot. */
  votedBy?: string;
}

export interface Ballot {
  id: string;
  roundId: string;
  /** The subject of the judge's tokens; empty for the ballot of a centre. */
  voterId: string;
  /** The centre whose officers share it. Ballots of before have none: each officer had one. */
  centreId?: string;
  /** At most one vote for each pair. */
  votes: readonly PairVote[];
  /** Votes that a later one has replaced, oldest first. */
  replaced?: readonly PairVote[];
  state: Ballot_State;
}

export type BallotEvent =
  | { type: 'BallotOpened'; ballot: Ballot }
  | { type: 'BallotVoted'; vote: PairVote }
  | { type: 'BallotSealed' };

/** Never throws: events have already happened. */
export const evolve = (ballot: Ballot | null, event: BallotEvent): Ballot | null => {
  switch (event.type) {
    case 'BallotOpened':
      return event.ballot;
    case 'BallotVoted':
      return ballot && { ...ballot, ...voted(ballot, event.vote) };
    case 'BallotSealed':
      return ballot && { ...ballot, state: 'SEALED' };
  }
};

const REPLACED_MAX = 500;

const voted = ({ votes, replaced = [] }: Ballot, vote: PairVote): Pick<Ballot, 'votes' | 'replaced'> => ({
  votes: withVote(votes, vote),
  replaced: [...replaced, ...votes.filter((other) => samePair(other, vote))].slice(-REPLACED_MAX),
});

type Pair = Pick<PairVote, 'preferredId' | 'otherId'>;

export const samePair = (a: Pair, b: Pair): boolean =>
  (a.preferredId === b.preferredId && a.otherId === b.otherId) ||
  (a.preferredId === b.otherId && a.otherId === b.preferredId);

/** A later vote on the same two applications replaces the earlier one. */
export const withVote = <V extends Pair>(votes: readonly V[], vote: V): V[] => [
  ...votes.filter((other) => !samePair(other, vote)),
  vote,
];
