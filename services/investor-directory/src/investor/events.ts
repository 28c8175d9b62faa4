/** Publishes investors: every event carries the whole investor. */
import {
  MandateChanged,
  ProfileDormant,
  ProfileReactivated,
  ProfileRegistered,
  ProfileSnapshot,
  ProfileUpdated,
  ProfileVerified,
} from '@naru/contracts/investor/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Investor, InvestorEvent } from './investor.ts';
import { toProto } from './message.ts';

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
