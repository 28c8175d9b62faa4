/** Money that is set aside for a purpose, and the one place where it changes. */
import type { FundDetails, Fund as FundMessage } from '@naru/contracts/investor/v1/fund';

export type Fund = Omit<FundMessage, 'details' | 'display' | 'etag'> & { details: FundDetails };

export type FundEvent =
  | { type: 'FundAnnounced'; fund: Fund }
  | { type: 'FundUpdated'; details: FundDetails }
  | { type: 'FundRaised' }
  | { type: 'FundClosed' };

/** Never throws: events have already happened. */
export const evolve = (fund: Fund | null, event: FundEvent): Fund | null => {
  switch (event.type) {
    case 'FundAnnounced':
      return event.fund;
    case 'FundUpdated':
      return fund && { ...fund, details: event.details };
    case 'FundRaised':
      return fund && { ...fund, state: 'RAISED' };
    case 'FundClosed':
      return fund && { ...fund, state: 'CLOSED' };
  }
};
