/** Publishes deals: every event carries the whole deal. */
import {
  DealConfirmed,
  DealCorrected,
  DealDropped,
  DealInterest,
  DealNegotiating,
  DealSideConfirmed,
  DealSnapshot,
  DealVoided,
} from '@naru/contracts/investor/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Deal, DealEvent } from './deal.ts';
import { toProto } from './message.ts';

const CODECS = {
  DealOpened: DealInterest,
  DealNegotiated: DealNegotiating,
  DealSideConfirmed,
  DealConfirmed,
  DealCorrected,
  DealVoided,
  DealDropped,
};

export const publish = ({ type }: DealEvent, deal: Deal): Outgoing => outgoing(CODECS[type], { deal: toProto(deal) });

export const snapshot = (deal: Deal): Outgoing => outgoing(DealSnapshot, { deal: toProto(deal) });
