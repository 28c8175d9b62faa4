/** Converts an investor to its message. */
import type { Investor as InvestorMessage } from '@naru/contracts/investor/v1/investor';
import type { Investor } from './investor.ts';

/** The time and the version are in the envelope of an event, and in the message of an answer. */
export const toProto = (
  { createdAt, ...investor }: Investor,
  saved?: { version: number; changedAt: Date },
): InvestorMessage => ({
  ...investor,
  createTime: createdAt,
  updateTime: saved?.changedAt,
  etag: saved ? String(saved.version) : '',
});
