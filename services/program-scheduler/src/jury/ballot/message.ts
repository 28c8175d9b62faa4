/** Turns a ballot into its protobuf message. */
import type { Ballot as BallotMessage } from '@naru/contracts/program/v1/ballot';
import type { Ballot } from './ballot.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (ballot: Ballot, version = 0): BallotMessage => ({
  ...ballot,
  votes: [...ballot.votes],
  teams: [],
  etag: version ? String(version) : '',
});
