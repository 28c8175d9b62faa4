/** A ballot as the wire has it. */
import type { Ballot as BallotMessage } from '@naru/contracts/program/v1/ballot';
import type { Ballot } from './ballot.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (ballot: Ballot, version = 0): BallotMessage => ({
  ...ballot,
  votes: [...ballot.votes],
  teams: [],
  etag: version ? String(version) : '',
});
