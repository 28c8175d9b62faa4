/** What the network hears of a round: the whole of it after every change, but for its form and what is counted when it is read. */
import { RoundClosed, RoundOpened, RoundSnapshot } from '@naru/contracts/program/v1/events';
import type { Round as RoundMessage } from '@naru/contracts/program/v1/round';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Round, RoundEvent } from './round.ts';

const CODECS = { RoundOpened, RoundClosed };

export const publish = ({ type }: RoundEvent, round: Round): Outgoing => outgoing(CODECS[type], { round: told(round) });

export const snapshot = (round: Round): Outgoing => outgoing(RoundSnapshot, { round: told(round) });

const told = (round: Round): RoundMessage => ({ ...toProto(round), form: undefined });
