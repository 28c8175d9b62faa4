/** What is heard of deals. */
import {
  DealConfirmed,
  DealDropped,
  DealInterest,
  DealNegotiating,
  DealSnapshot,
} from '@naru/contracts/investor/v1/events';
import { type Handler, on } from '@naru/kit/subscribe';
import type { DealStore } from './store.ts';

export const dealHandlers = (deals: DealStore): Handler[] =>
  [DealInterest, DealNegotiating, DealConfirmed, DealDropped, DealSnapshot].map((codec) =>
    on(codec, async ({ deal }, { version }) => {
      if (!deal) return;
      const { id, ventureId, investorId, stage } = deal;
      await deals.put(id, version, { ventureId, investorId, stage });
    }),
  );
