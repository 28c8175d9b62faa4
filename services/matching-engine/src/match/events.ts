/** Events of a match: its whole state after every change, without its reasons. */
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

/**
 * The reasons contain sums and sectors. A venture that withdraws its consent must leave no copies of these elsewhere.
 */
const told = (match: Match): MatchMessage => toProto({ ...match, parts: [] });

export const publish = ({ type }: MatchEvent, match: Match): Outgoing => outgoing(CODECS[type], { match: told(match) });

export const snapshot = (match: Match): Outgoing => outgoing(MatchSnapshot, { match: told(match) });
