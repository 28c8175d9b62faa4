/** What the network hears of an investor: the whole of it after every change. */
import {
  MandateChanged,
  ProfileDormant,
  ProfileReactivated,
  ProfileRegistered,
  ProfileSnapshot,
  ProfileUpdated,
  ProfileVerified,
} from '@naru/contracts/investor/v1/events';
import type { Investor as InvestorMessage } from '@naru/contracts/investor/v1/investor';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Investor, InvestorEvent } from './investor.ts';

const CODECS = {
  InvestorRegistered: ProfileRegistered,
  InvestorUpdated: ProfileUpdated,
  InvestorVerified: ProfileVerified,
  MandateChanged,
  InvestorDormant: ProfileDormant,
  InvestorReactivated: ProfileReactivated,
};

export const publish = ({ type }: InvestorEvent, investor: Investor): Outgoing =>
  outgoing(CODECS[type], { investor: toProto(investor) });

export const snapshot = (investor: Investor): Outgoing => outgoing(ProfileSnapshot, { investor: toProto(investor) });

/** In an event the envelope tells when, and which version; in an answer the message does. */
export const toProto = (
  { createdAt, ...investor }: Investor,
  saved?: { version: number; changedAt: Date },
): InvestorMessage => ({
  ...investor,
  createTime: createdAt,
  updateTime: saved?.changedAt,
  etag: saved ? String(saved.version) : '',
});
