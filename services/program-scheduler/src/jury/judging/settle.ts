/**
 * Closing a judging without a gap. Every call that writes a score or a vote takes three steps: it reads its document,
 * which is open; it reads that the judging is open; it saves with the version of the document as its guard. Closing
 * changes the judging first, and then every open document. So a call that is still in progress finds a newer version,
 * and is refused.
 */
import type { Cause } from '@naru/kit/outbox';
import { settleJudging } from './decide.ts';
import type { JudgingStore } from './store.ts';

/**
 * Functions of other nouns of this service that closing calls. Each closes its open documents, and may be called again.
 */
export interface SettleNeighbours {
  lapseReviews(roundId: string, cause: Cause): Promise<void>;
  sealBallots(roundId: string, cause: Cause): Promise<void>;
}

export const settler =
  (judgings: JudgingStore, { lapseReviews, sealBallots }: SettleNeighbours) =>
  async (id: string, cause: Cause): Promise<void> => {
    const found = await judgings.find(id);
    if (found?.state.state !== 'CLOSED') return;
    await lapseReviews(found.state.roundId, cause);
    await sealBallots(found.state.roundId, cause);
    await judgings.change(id, settleJudging, cause);
  };
