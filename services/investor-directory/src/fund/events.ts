/** Publishes funds: every event carries the whole fund. */
import {
  FundAnnounced,
  FundClosed,
  FundRaised,
  FundSnapshot,
  FundUpdated,
} from '@naru/contracts/investor/v1/fund_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Fund, FundEvent } from './fund.ts';
import { toProto } from './message.ts';

const CODECS = { FundAnnounced, FundUpdated, FundRaised, FundClosed };

export const publish = ({ type }: FundEvent, fund: Fund): Outgoing => outgoing(CODECS[type], { fund: toProto(fund) });

export const snapshot = (fund: Fund): Outgoing => outgoing(FundSnapshot, { fund: toProto(fund) });
