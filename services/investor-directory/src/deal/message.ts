/** A deal as the wire has it. */
import type { Deal as DealMessage } from '@naru/contracts/investor/v1/deal';
import type { Deal } from './deal.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (deal: Deal, version = 0): DealMessage => ({ ...deal, etag: version ? String(version) : '' });
