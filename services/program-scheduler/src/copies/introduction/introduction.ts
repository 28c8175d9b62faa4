/** A match of two parties who both want to meet. matching-engine publishes it; this service never changes it. */
import type { Match } from '@naru/contracts/matching/v1/match';

export interface IntroductionCopy {
  ventureId: string;
  investorId: string;
  centreId: string;
  /** Empty until both sides have agreed. */
  introductionId: string;
  /** Whether the two still want to meet: both have agreed, and a first or a further meeting is still to be held. */
  wanted: boolean;
  /** Whether it was dropped: declined, expired or ended. A meeting that was held does not drop it. */
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
