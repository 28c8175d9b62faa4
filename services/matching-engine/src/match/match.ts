/** A match of one venture and one investor, with the introduction that may come of it, and the one place it changes. */
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
  /** As they were when proposed. */
  score: number;
  parts: Part[];
  proposedAt: Date;
  ventureInterestAt: Date | undefined;
  investorInterestAt: Date | undefined;
  declinedAt: Date | undefined;
  declinedBy: Match_Side;
  introduction: Introduction | undefined;
}

/** One id, whether the two meet on line or off line. */
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
  | { type: 'MatchExpired' }
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
      // The reasons speak of what the two had shared, which the one that left may have taken back.
      return { ...match, state: 'EXPIRED', parts: [] };
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

const met = (
  introduction: Introduction,
  { meeting, state, at }: Extract<MatchEvent, { type: 'IntroductionHeld' }>,
): Introduction => ({
  ...introduction,
  state,
  meetings: [...introduction.meetings, meeting],
  endedAt: state === 'ENDED' ? at : undefined,
});
