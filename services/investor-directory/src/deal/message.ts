/** Converts a deal to its message. */
import type { Deal as DealMessage } from '@naru/contracts/investor/v1/deal';
import type { Deal } from './deal.ts';

/** The version is in the envelope of an event, and in the etag of an answer. */
export const toProto = (deal: Deal, version = 0): DealMessage => ({ ...deal, etag: version ? String(version) : '' });
