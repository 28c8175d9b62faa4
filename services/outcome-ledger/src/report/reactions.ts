/** What reports hear of deals. The copy keeps the newest version seen, so order and repeats do not matter. */
import type { Deal } from '@naru/contracts/investor/v1/deal';
import {
  DealConfirmed,
  DealDropped,
  DealInterest,
  DealNegotiating,
  DealSnapshot,
} from '@naru/contracts/investor/v1/events';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { DealCopies } from './store.ts';

export function dealHandlers(deals: DealCopies): Handler[] {
  async function heard({ deal }: { deal: Deal | undefined }, { version, at }: Received<unknown>): Promise<void> {
    if (!deal) return;
    const { id, stage, amountKrw, origin } = deal;
    await deals.put(id, version, { stage, amountKrw, originId: origin?.id ?? '', happenedAt: at });
  }
  return [DealInterest, DealNegotiating, DealConfirmed, DealDropped, DealSnapshot].map((codec) => on(codec, heard));
}
