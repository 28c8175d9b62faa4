/**
 * A match of one venture and one investor, with the introduction that it may lead to. `evolve` is the only function
 * that changes it.
 */
import type {
  Introduction_State,
  Match_Side,
  Match_State,
  Meeting,
  ScorePart,
} from '@naru/contracts/matching/v1/match';
import type { Reason } from '../score/reasons.ts';

export type Part = Omit<ScorePart, 'reason'> & { reason: Reason };

export interface Match {
  id: string;
  ventureId: string;
  investorId: string;
  centreId: string;
  state: Match_State;
  /** The score and its parts at the time of the proposal. */
  score: number;
  parts: Part[];
  proposedAt: Date;
  ventureInterestAt: Date | undefined;
  investorInterestAt: Date | undefined;
  declinedAt: Date | undefined;
  declinedBy: Match_Side;
  introduction: Introduction | undefined;
}

/** One id for all meetings of the two parties, online and offline. */
export interface Introduction {
  id: string;
  state: Introduction_State;
  requestedAt: Date;
  meetings: Meeting[];
  endedAt: Date | undefined;
}

export type OneSide = 'VENTURE' | 'INVESTOR';

export type MatchEvent =
  | { type: 'MatchProposed'; match: Match }
  | { type: 'MatchInterested'; side: OneSide; at: Date }
  | { type: 'MatchAccepted'; introductionId: string; at: Date }
  | { type: 'MatchDeclined'; side: OneSide; at: Date }
  | { type: 'MatchExpired'; at?: Date }
  | { type: 'IntroductionHeld'; meeting: Meeting; state: Introduction_State; at: Date };

/** Never throws: events have already happened. */
export const evolve = (match: Match | null, event: MatchEvent): Match | null => {
  if (event.type === 'MatchProposed') return event.match;
  if (!match) return null;
  switch (event.type) {
    case 'MatchInterested':
      return event.side === 'VENTURE'
        ? { ...match, ventureInterestAt: event.at }
        : { ...match, investorInterestAt: event.at };
    case 'MatchAccepted':
      return { ...match, state: 'ACCEPTED', introduction: begun(event) };
    case 'MatchDeclined':
      return { ...match, state: 'DECLINED', declinedAt: event.at, declinedBy: event.side };
    case 'MatchExpired':
      // The reasons contain data that the parties shared. A party that left may have withdrawn it.
      return { ...match, state: 'EXPIRED', parts: [], introduction: ended(match.introduction, event.at) };
    case 'IntroductionHeld':
      return match.introduction ? { ...match, introduction: met(match.introduction, event) } : match;
  }
};

const begun = ({ introductionId, at }: Extract<MatchEvent, { type: 'MatchAccepted' }>): Introduction => ({
  id: introductionId,
  state: 'REQUESTED',
  requestedAt: at,
  meetings: [],
  endedAt: undefined,
});

const ended = (introduction: Introduction | undefined, at: Date | undefined): Introduction | undefined =>
  introduction && { ...introduction, state: 'ENDED', endedAt: introduction.endedAt ?? at };

const met = (
  introduction: Introduction,
  { meeting, state, at }: Extract<MatchEvent, { type: 'IntroductionHeld' }>,
): Introduction => ({
  ...introduction,
  state,
  meetings: [...introduction.meetings, meeting],
  endedAt: state === 'ENDED' ? at : undefined,
});
