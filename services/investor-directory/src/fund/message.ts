/** Converts a fund to its message. */
import type { Fund as FundMessage } from '@naru/contracts/investor/v1/fund';
import { displayWon } from '@naru/korean/won';
import type { Fund } from './fund.ts';

/** The version is in the envelope of an event, and in the etag of an answer. Every answer has the size in words. */
export const toProto = (fund: Fund, version = 0): FundMessage => ({
  ...fund,
  display: displayWon(fund.details.sizeKrw),
  etag: version ? String(version) : '',
});
