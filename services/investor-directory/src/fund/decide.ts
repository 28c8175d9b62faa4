/** The commands on a fund. Pure: the present state and a command give events, or a refusal. */
import type { FundDetails } from '@naru/contracts/investor/v1/fund';
import type { Fund, FundEvent } from './fund.ts';
import { known, refuse } from './texts.ts';

/** A fund is announced once. */
export function announceFund(existing: Fund | null, fund: Fund): FundEvent[] {
  return existing ? [] : [{ type: 'FundAnnounced', fund }];
}

/** The details of a fund may change until it is closed. */
export function updateFund(fund: Fund | null, details: FundDetails): FundEvent[] {
  const { details: before } = open(fund);
  return JSON.stringify(before) === JSON.stringify(details) ? [] : [{ type: 'FundUpdated', details }];
}

/** The money has been raised. */
export function raiseFund(fund: Fund | null): FundEvent[] {
  return open(fund).state === 'RAISED' ? [] : [{ type: 'FundRaised' }];
}

/** A fund is closed once, even if its money was never raised. */
export function closeFund(fund: Fund | null): FundEvent[] {
  return known(fund).state === 'CLOSED' ? [] : [{ type: 'FundClosed' }];
}

function open(fund: Fund | null): Fund {
  const found = known(fund);
  if (found.state !== 'CLOSED') return found;
  throw refuse('closed');
}
