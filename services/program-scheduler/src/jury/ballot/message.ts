/** Turns a ballot into its protobuf message. */
import type { Ballot as BallotMessage, PairVote as PairVoteMessage } from '@naru/contracts/program/v1/ballot';
import type { Ballot, PairVote } from './ballot.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (ballot: Ballot, version = 0): BallotMessage => ({
  ...ballot,
  votes: ballot.votes.map(voteOf),
  replaced: (ballot.replaced ?? []).map(voteOf),
  centreId: ballot.centreId ?? '',
  centreName: undefined,
  teams: [],
  etag: version ? String(version) : '',
});

const voteOf = ({ votedBy = '', ...vote }: PairVote): PairVoteMessage => ({ ...vote, votedBy });
