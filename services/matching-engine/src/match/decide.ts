/** What may be done with a match. Pure: the present state and a command give events, or a refusal. */
import type { Meeting } from '@naru/contracts/matching/v1/match';
import type { Rejection } from '@naru/kit/rejection';
import type { Match, MatchEvent, OneSide } from './match.ts';
import * as says from './texts.ts';

/** What is asked of the two parties only where no match stands: to score a pair costs more than all the rest. */
type Scored = () => Match;

/** A pair is proposed once; who declined is not asked again, an expired proposal may come back. */
export function proposeMatch(match: Match | null, proposal: Scored): MatchEvent[] {
  return match && match.state !== 'EXPIRED' ? [] : [{ type: 'MatchProposed', match: proposal() }];
}

export interface Interest {
  side: OneSide;
  at: Date;
  introductionId: string;
  /** What keeps the two apart, if anything does. */
  limit: () => Rejection | undefined;
  proposal: Scored;
}

/** When both sides want to meet, the introduction begins with the same change. An interest that was expressed before is never refused. */
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

/** Either side may say no until the introduction has begun. */
export function declineMatch(match: Match | null, { side, at }: { side: OneSide; at: Date }): MatchEvent[] {
  const { state } = says.match.known(match);
  if (state === 'DECLINED') return [];
  if (state === 'ACCEPTED') throw says.match.refuse('accepted');
  return [{ type: 'MatchDeclined', side, at }];
}

/** A proposal that is not answered, or whose party has left matching, is over. */
export function expireMatch(match: Match | null): MatchEvent[] {
  return match?.state === 'PROPOSED' ? [{ type: 'MatchExpired' }] : [];
}

const RESULTS = {
  FOLLOW_UP: 'FOLLOW_UP',
  HELD: 'HELD',
  ENDED: 'ENDED',
} as const;

/**
 * The two may meet as often as they like, on line and off line, until the introduction has ended. A request that is known by
 * its id (`isNamed`) is a meeting of its own; without one, the same meeting told again adds nothing.
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
