/** An investor as the wire has it. */
import type { Investor as InvestorMessage } from '@naru/contracts/investor/v1/investor';
import type { Investor } from './investor.ts';

/** In an event the envelope tells when, and which version; in an answer the message does. */
export const toProto = (
  { createdAt, ...investor }: Investor,
  saved?: { version: number; changedAt: Date },
): InvestorMessage => ({
  ...investor,
  createTime: createdAt,
  updateTime: saved?.changedAt,
  etag: saved ? String(saved.version) : '',
});
