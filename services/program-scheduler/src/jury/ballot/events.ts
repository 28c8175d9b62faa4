/**
 * Events of a ballot: each carries the latest vote only, since a ballot may hold thousands. All events together carry
 * all votes.
 */
import type { Ballot as BallotMessage } from '@naru/contracts/program/v1/ballot';
import { BallotOpened, BallotSealed, BallotSnapshot, BallotVoted } from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Ballot, BallotEvent } from './ballot.ts';
import { toProto } from './message.ts';

const CODECS = { BallotOpened, BallotVoted, BallotSealed };

export const publish = ({ type }: BallotEvent, ballot: Ballot): Outgoing =>
  outgoing(CODECS[type], { ballot: latestOf(toProto(ballot)) });

/** The latest vote, and the one that it may have replaced. */
const latestOf = (ballot: BallotMessage): BallotMessage => ({
  ...ballot,
  votes: ballot.votes.slice(-1),
  replaced: ballot.replaced.slice(-1),
});

export const snapshot = (ballot: Ballot): Outgoing => outgoing(BallotSnapshot, { ballot: toProto(ballot) });
