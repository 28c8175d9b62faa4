/**
 * The end of a judging. Whoever writes a score or a vote first has a document that is open, then sees that the judging is
 * open, and then saves guarded by that document's version. So once the judging is closed and every open document after
 * that has been changed, whatever was still under way meets a newer version and is refused.
 */
import type { Cause } from '@naru/kit/outbox';
import { settleJudging } from './decide.ts';
import type { JudgingStore } from './store.ts';

/** What the end asks of the neighbours in this service: each closes what is open, and may be asked again. */
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
