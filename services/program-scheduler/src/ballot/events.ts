/** What the network hears of a ballot: the whole of it after every change. */
import type { Ballot as BallotMessage } from '@naru/contracts/program/v1/ballot';
import { BallotOpened, BallotSealed, BallotSnapshot, BallotVoted } from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Ballot, BallotEvent } from './ballot.ts';

const CODECS = { BallotOpened, BallotVoted, BallotSealed };

export const publish = ({ type }: BallotEvent, ballot: Ballot): Outgoing =>
  outgoing(CODECS[type], { ballot: toProto(ballot) });

export const snapshot = (ballot: Ballot): Outgoing => outgoing(BallotSnapshot, { ballot: toProto(ballot) });

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (ballot: Ballot, version = 0): BallotMessage => ({
  ...ballot,
  votes: [...ballot.votes],
  etag: version ? String(version) : '',
});
