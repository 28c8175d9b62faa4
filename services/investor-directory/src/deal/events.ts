/** What the network hears of a deal: the whole of it after every change. */
import type { Deal as DealMessage } from '@naru/contracts/investor/v1/deal';
import {
  DealConfirmed,
  DealDropped,
  DealInterest,
  DealNegotiating,
  DealSnapshot,
} from '@naru/contracts/investor/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Deal, DealEvent } from './deal.ts';

const CODECS = { DealOpened: DealInterest, DealNegotiated: DealNegotiating, DealConfirmed, DealDropped };

export const publish = ({ type }: DealEvent, deal: Deal): Outgoing => outgoing(CODECS[type], { deal: toProto(deal) });

export const snapshot = (deal: Deal): Outgoing => outgoing(DealSnapshot, { deal: toProto(deal) });

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (deal: Deal, version = 0): DealMessage => ({ ...deal, etag: version ? String(version) : '' });
