/** Commands on a match. Pure: the present state and a command give events, or a refusal. */
import type { Meeting } from '@naru/contracts/matching/v1/match';
import type { Rejection } from '@naru/kit/rejection';
import type { Match, MatchEvent, OneSide } from './match.ts';
import * as says from './texts.ts';

/** Called only where no match is open: scoring a pair costs more than all the rest. */
type Scored = () => Match;

/** A pair is proposed once. A declined match is not proposed again; an expired one may be. */
export function proposeMatch(match: Match | null, proposal: Scored): MatchEvent[] {
  return match && match.state !== 'EXPIRED' ? [] : [{ type: 'MatchProposed', match: proposal() }];
}

export interface Interest {
  side: OneSide;
  at: Date;
  introductionId: string;
  /** The limit that keeps the two parties apart, if there is one. */
  limit: () => Rejection | undefined;
  proposal: Scored;
}

/**
 * The interest of the second side begins the introduction in the same change. An interest that was expressed before is
 * never refused.
 */
export function expressInterest(match: Match | null, interest: Interest): MatchEvent[] {
  const { side, at, introductionId, limit, proposal } = interest;
  if (match?.state === 'DECLINED') throw says.match.refuse('declined');
  const standing = match?.state === 'EXPIRED' ? null : match;
  const [mine, theirs] =
    side === 'VENTURE'
      ? [standing?.ventureInterestAt, standing?.investorInterestAt]
      : [standing?.investorInterestAt, standing?.ventureInterestAt];
  if (mine) return [];
  const apart = limit();
  if (apart) throw apart;
  const interested: MatchEvent[] = [...proposeMatch(match, proposal), { type: 'MatchInterested', side, at }];
  return theirs ? [...interested, { type: 'MatchAccepted', introductionId, at }] : interested;
}

/** Either side may decline until the introduction has begun. */
export function declineMatch(match: Match | null, { side, at }: { side: OneSide; at: Date }): MatchEvent[] {
  const { state } = says.match.known(match);
  if (state === 'DECLINED') return [];
  if (state === 'ACCEPTED') throw says.match.refuse('accepted');
  return [{ type: 'MatchDeclined', side, at }];
}

/** An open proposal expires when its time is over, or when a party has left matching. */
export function expireMatch(match: Match | null): MatchEvent[] {
  return match?.state === 'PROPOSED' ? [{ type: 'MatchExpired' }] : [];
}

const RESULTS = {
  FOLLOW_UP: 'FOLLOW_UP',
  HELD: 'HELD',
  ENDED: 'ENDED',
} as const;

/**
 * The two may meet any number of times, online and offline, until the introduction has ended. A request with an id
 * (`isNamed`) adds a meeting of its own. Without an id, the same meeting is added only once.
 */
export function addIntroductionMeeting(
  match: Match | null,
  { meeting, at, isNamed = false }: { meeting: Meeting; at: Date; isNamed?: boolean },
): MatchEvent[] {
  const { introduction } = says.match.known(match);
  if (!introduction) throw says.introduction.refuse('not_requested');
  if (!isNamed && introduction.meetings.some((earlier) => same(earlier, meeting))) return [];
  if (introduction.state === 'ENDED') throw says.introduction.refuse('ended');
  const state = RESULTS[meeting.result as keyof typeof RESULTS];
  return [{ type: 'IntroductionHeld', meeting, state, at }];
}

const same = (a: Meeting, b: Meeting) =>
  a.channel === b.channel && a.result === b.result && JSON.stringify(a.heldOn) === JSON.stringify(b.heldOn);
