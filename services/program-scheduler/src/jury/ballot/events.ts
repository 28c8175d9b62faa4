/** What the network hears of a ballot: of its votes the latest alone, since it may hold thousands. All events have all. */
import { BallotOpened, BallotSealed, BallotSnapshot, BallotVoted } from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Ballot, BallotEvent } from './ballot.ts';
import { toProto } from './message.ts';

const CODECS = { BallotOpened, BallotVoted, BallotSealed };

export const publish = ({ type }: BallotEvent, ballot: Ballot): Outgoing =>
  outgoing(CODECS[type], { ballot: { ...toProto(ballot), votes: ballot.votes.slice(-1) } });

export const snapshot = (ballot: Ballot): Outgoing => outgoing(BallotSnapshot, { ballot: toProto(ballot) });
