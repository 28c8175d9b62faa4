/** Commands on a match. Pure: the present state and a command give events, or a refusal. */
import type { Meeting } from '@naru/contracts/matching/v1/match';
import { type CivilDate, compareDates, dateIn } from '@naru/kit/civil-date';
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
  /** The refusal of every step of the two, if a limit binds it. */
  apart: () => Rejection | undefined;
  proposal: Scored;
}

/**
 * The interest of the second side begins the introduction in the same change. An interest that was expressed before is
 * never refused.
 */
export function expressInterest(match: Match | null, interest: Interest): MatchEvent[] {
  const { side, at, introductionId, apart, proposal } = interest;
  if (match?.state === 'DECLINED') throw says.match.refuse('declined');
  const standing = match?.state === 'EXPIRED' ? null : match;
  const [mine, theirs] =
    side === 'VENTURE'
      ? [standing?.ventureInterestAt, standing?.investorInterestAt]
      : [standing?.investorInterestAt, standing?.ventureInterestAt];
  if (mine) return [];
  const refusal = apart();
  if (refusal) throw refusal;
  const interested: MatchEvent[] = [...proposeMatch(match, proposal), { type: 'MatchInterested', side, at }];
  return theirs ? [...interested, { type: 'MatchAccepted', introductionId, at }] : interested;
}

/** Either side may decline until the introduction has begun. */
export function declineMatch(match: Match | null, { side, at }: { side: OneSide; at: Date }): MatchEvent[] {
  const { state, introduction } = says.match.known(match);
  if (state === 'DECLINED') return [];
  if (state === 'ACCEPTED') throw says.match.refuse('accepted', { ended: introduction?.state === 'ENDED' });
  return [{ type: 'MatchDeclined', side, at }];
}

/** An open proposal expires when its time is over, or when a party has left matching. */
export function expireMatch(match: Match | null): MatchEvent[] {
  return match?.state === 'PROPOSED' ? [{ type: 'MatchExpired' }] : [];
}

/** A venture is no longer shared: what is proposed expires, and what both sides accepted ends with its introduction. */
export function endMatch(match: Match | null, at: Date): MatchEvent[] {
  return match?.state === 'ACCEPTED' ? [{ type: 'MatchExpired', at }] : expireMatch(match);
}

const RESULTS = {
  FOLLOW_UP: 'FOLLOW_UP',
  HELD: 'HELD',
  ENDED: 'ENDED',
} as const;

export interface MeetingToAdd {
  meeting: Meeting;
  at: Date;
  isNamed?: boolean;
  /** The refusal of every step of the two, if a limit binds it. */
  apart?: Rejection | undefined;
}

/**
 * The two may meet any number of times, online and offline, until the introduction has ended. A request with an id
 * (`isNamed`) adds a meeting of its own. Without an id, the same meeting is added only once. A limit that binds the two
 * by now lets the introduction end, and do nothing else. Nobody meets by an introduction before it was asked for.
 */
export function addIntroductionMeeting(
  match: Match | null,
  { meeting, at, isNamed = false, apart }: MeetingToAdd,
): MatchEvent[] {
  const { introduction, state: stage } = says.match.known(match);
  if (!introduction) throw says.introduction.refuse('not_requested', { isDeclined: stage === 'DECLINED' });
  if (!isNamed && introduction.meetings.some((earlier) => same(earlier, meeting))) return [];
  if (introduction.state === 'ENDED') throw says.introduction.refuse('ended');
  const { requestedAt } = introduction;
  if (meeting.heldOn && endedBefore(meeting.heldOn, requestedAt))
    throw says.introduction.refuse('held_early', { requestedAt });
  if (apart && meeting.result !== 'ENDED') throw apart;
  const state = RESULTS[meeting.result as keyof typeof RESULTS];
  return [{ type: 'IntroductionHeld', meeting, state, at }];
}

// A day that has ended here has ended everywhere.
const LAST_ZONE = 'Etc/GMT+12';

const endedBefore = (day: CivilDate, instant: Date): boolean => compareDates(day, dateIn(LAST_ZONE, instant)) < 0;

const same = (a: Meeting, b: Meeting) =>
  a.channel === b.channel && a.result === b.result && JSON.stringify(a.heldOn) === JSON.stringify(b.heldOn);
