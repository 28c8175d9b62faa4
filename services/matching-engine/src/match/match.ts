/** A match of one venture and one investor, with the introduction that may come of it, and the one place it changes. */
import type { IntroductionState, MatchState, Meeting, ScorePart, Side } from '@naru/contracts/matching/v1/match';

export interface Match {
  id: string;
  ventureId: string;
  investorId: string;
  centreId: string;
  state: MatchState;
  /** As they were when proposed. */
  score: number;
  parts: ScorePart[];
  proposedAt: Date;
  ventureInterestAt: Date | undefined;
  investorInterestAt: Date | undefined;
  declinedAt: Date | undefined;
  declinedBy: Side;
  introduction: Introduction | undefined;
}

/** One id, whether the two meet on line or off line. */
export interface Introduction {
  id: string;
  state: IntroductionState;
  requestedAt: Date;
  meetings: Meeting[];
  endedAt: Date | undefined;
}

export type OneSide = 'SIDE_VENTURE' | 'SIDE_INVESTOR';

export type MatchEvent =
  | { type: 'MatchProposed'; match: Match }
  | { type: 'MatchInterested'; side: OneSide; at: Date }
  | { type: 'MatchAccepted'; introductionId: string; at: Date }
  | { type: 'MatchDeclined'; side: OneSide; at: Date }
  | { type: 'MatchExpired' }
  | { type: 'IntroductionHeld'; meeting: Meeting; state: IntroductionState; at: Date };

/** Never throws: events have already happened. */
export const evolve = (match: Match | null, event: MatchEvent): Match | null => {
  if (event.type === 'MatchProposed') return event.match;
  if (!match) return null;
  switch (event.type) {
    case 'MatchInterested':
      return event.side === 'SIDE_VENTURE'
        ? { ...match, ventureInterestAt: event.at }
        : { ...match, investorInterestAt: event.at };
    case 'MatchAccepted':
      return { ...match, state: 'MATCH_ACCEPTED', introduction: begun(event) };
    case 'MatchDeclined':
      return { ...match, state: 'MATCH_DECLINED', declinedAt: event.at, declinedBy: event.side };
    case 'MatchExpired':
      // The reasons speak of what the two had shared, which the one that left may have taken back.
      return { ...match, state: 'MATCH_EXPIRED', parts: [] };
    case 'IntroductionHeld':
      return match.introduction ? { ...match, introduction: met(match.introduction, event) } : match;
  }
};

const begun = ({ introductionId, at }: Extract<MatchEvent, { type: 'MatchAccepted' }>): Introduction => ({
  id: introductionId,
  state: 'INTRODUCTION_REQUESTED',
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
  endedAt: state === 'INTRODUCTION_ENDED' ? at : undefined,
});
