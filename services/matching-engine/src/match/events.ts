/** What the network hears of a match: always the whole match, but for its reasons. */
import {
  IntroductionHeld,
  MatchAccepted,
  MatchDeclined,
  MatchExpired,
  MatchInterested,
  MatchProposed,
  MatchSnapshot,
} from '@naru/contracts/matching/v1/events';
import type { Match as MatchMessage } from '@naru/contracts/matching/v1/match';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Match, MatchEvent } from './match.ts';
import { toProto } from './message.ts';

const CODECS = { MatchProposed, MatchInterested, MatchAccepted, MatchDeclined, MatchExpired, IntroductionHeld };

/** Without the reasons: they speak of sums and sectors, which a venture that withdraws wants back from everywhere. */
const told = (match: Match): MatchMessage => toProto({ ...match, parts: [] });

export const publish = ({ type }: MatchEvent, match: Match): Outgoing => outgoing(CODECS[type], { match: told(match) });

export const snapshot = (match: Match): Outgoing => outgoing(MatchSnapshot, { match: told(match) });
