/** Two who both want to meet, as matching-engine publishes it: read here, never changed. */
import type { Match } from '@naru/contracts/matching/v1/match';

export interface IntroductionCopy {
  ventureId: string;
  investorId: string;
  centreId: string;
  /** Empty until both sides have agreed. */
  introductionId: string;
  /** Whether the two still want to meet: agreed, and neither met for the last time nor fallen away. */
  wanted: boolean;
  /** Whether it fell away: declined, expired or ended. What was merely held did not. */
  over: boolean;
}

const WANTED = new Set(['REQUESTED', 'FOLLOW_UP']);

export function seen({ ventureId, investorId, centreId, state, introduction }: Match): IntroductionCopy {
  const accepted = state === 'ACCEPTED' && introduction !== undefined;
  return {
    ...{ ventureId, investorId, centreId },
    introductionId: introduction?.id ?? '',
    wanted: accepted && WANTED.has(introduction.state),
    over: !accepted || introduction.state === 'ENDED',
  };
}
