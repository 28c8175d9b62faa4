/** What the network hears of a fund: the whole of it after every change. */

import type { Fund as FundMessage } from '@naru/contracts/investor/v1/fund';
import {
  FundAnnounced,
  FundClosed,
  FundRaised,
  FundSnapshot,
  FundUpdated,
} from '@naru/contracts/investor/v1/fund_events';
import { displayKrw } from '@naru/contracts/krw';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Fund, FundEvent } from './fund.ts';

const CODECS = { FundAnnounced, FundUpdated, FundRaised, FundClosed };

export const publish = ({ type }: FundEvent, fund: Fund): Outgoing => outgoing(CODECS[type], { fund: toProto(fund) });

export const snapshot = (fund: Fund): Outgoing => outgoing(FundSnapshot, { fund: toProto(fund) });

/** In an event the envelope tells the version; in an answer the etag does. The size in words goes with every answer. */
export const toProto = (fund: Fund, version = 0): FundMessage => ({
  ...fund,
  display: displayKrw(fund.details.sizeKrw),
  etag: version ? String(version) : '',
});
