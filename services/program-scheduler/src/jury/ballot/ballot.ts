/** The votes of one voter in a round. `evolve` is the only function that changes them. */
import type { Ballot_State } from '@naru/contracts/program/v1/ballot';

export interface PairVote {
  preferredId: string;
  otherId: string;
  votedAt: Date;
}

export interface Ballot {
  id: string;
  roundId: string;
  /** The subject of the voter's tokens. */
  voterId: string;
  /** At most one vote for each pair. */
  votes: readonly PairVote[];
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
      return ballot && { ...ballot, votes: withVote(ballot.votes, event.vote) };
    case 'BallotSealed':
      return ballot && { ...ballot, state: 'SEALED' };
  }
};

type Pair = Pick<PairVote, 'preferredId' | 'otherId'>;

export const samePair = (a: Pair, b: Pair): boolean =>
  (a.preferredId === b.preferredId && a.otherId === b.otherId) ||
  (a.preferredId === b.otherId && a.otherId === b.preferredId);

/** A later vote on the same two applications replaces the earlier one. */
export const withVote = <V extends Pair>(votes: readonly V[], vote: V): V[] => [
  ...votes.filter((other) => !samePair(other, vote)),
  vote,
];
