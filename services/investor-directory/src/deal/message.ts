/** Converts a deal to its message. */
import type { Deal as DealMessage } from '@naru/contracts/investor/v1/deal';
import type { Deal } from './deal.ts';

/** The version is in the envelope of an event, and in the etag of an answer. */
export const toProto = (deal: Deal, version = 0): DealMessage => ({
  ...deal,
  confirmations: deal.confirmations ?? [],
  earlier: deal.earlier ?? [],
  voidedAt: deal.voidedAt,
  voidReason: deal.voidReason ?? '',
  outsideOf: [],
  etag: version ? String(version) : '',
});
