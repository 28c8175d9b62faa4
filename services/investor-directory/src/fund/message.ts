/** A fund as the wire has it. */
import type { Fund as FundMessage } from '@naru/contracts/investor/v1/fund';
import { displayWon } from '@naru/korean/won';
import type { Fund } from './fund.ts';

/** In an event the envelope tells the version; in an answer the etag does. The size in words goes with every answer. */
export const toProto = (fund: Fund, version = 0): FundMessage => ({
  ...fund,
  display: displayWon(fund.details.sizeKrw),
  etag: version ? String(version) : '',
});
