/** One voter's votes in a round, and the one place they change. */
import type { BallotState } from '@naru/contracts/program/v1/ballot';

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
  /** At most one for a pair. */
  votes: readonly PairVote[];
  state: BallotState;
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
    case 'BallotVoted': {
      const { vote } = event;
      return ballot && { ...ballot, votes: [...ballot.votes.filter((other) => !samePair(other, vote)), vote] };
    }
    case 'BallotSealed':
      return ballot && { ...ballot, state: 'BALLOT_SEALED' };
  }
};

type Pair = Pick<PairVote, 'preferredId' | 'otherId'>;

export const samePair = (a: Pair, b: Pair): boolean =>
  (a.preferredId === b.preferredId && a.otherId === b.otherId) ||
  (a.preferredId === b.otherId && a.otherId === b.preferredId);
