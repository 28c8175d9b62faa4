/**
 * Events of a round: its whole state after every change, without its form and without counts, which are made on
 * reading.
 */
import { RoundClosed, RoundOpened, RoundSnapshot } from '@naru/contracts/program/v1/events';
import type { Round as RoundMessage } from '@naru/contracts/program/v1/round';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Round, RoundEvent } from './round.ts';

const CODECS = { RoundOpened, RoundClosed };

export const publish = ({ type }: RoundEvent, round: Round): Outgoing => outgoing(CODECS[type], { round: told(round) });

export const snapshot = (round: Round): Outgoing => outgoing(RoundSnapshot, { round: told(round) });

const told = (round: Round): RoundMessage => ({ ...toProto(round), form: undefined });
