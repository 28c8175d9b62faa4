/** An investor, or a global corporation that looks for partners, and the one place where it changes. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Investor_State, Investor_Type, Mandate } from '@naru/contracts/investor/v1/investor';

export interface Investor {
  id: string;
  name: LocalizedText;
  type: Investor_Type;
  country: string;
  /** ISO 17442; empty if it is not known. */
  lei: string;
  state: Investor_State;
  /** Undefined until the first one is set. */
  mandate: Mandate | undefined;
  source: Source | undefined;
  createdAt: Date;
}

/** The details of an investor besides its mandate. */
export type Profile = Pick<Investor, 'name' | 'country' | 'lei'>;

export type InvestorEvent =
  | { type: 'InvestorRegistered'; investor: Investor }
  | { type: 'InvestorUpdated'; profile: Profile }
  | { type: 'InvestorVerified' }
  | { type: 'MandateChanged'; mandate: Mandate }
  | { type: 'InvestorDormant' }
  | { type: 'InvestorReactivated' };

/** An investor with a verification and a mandate is active. Never throws: events have already happened. */
export const evolve = (investor: Investor | null, event: InvestorEvent): Investor | null => {
  if (event.type === 'InvestorRegistered') return event.investor;
  if (!investor) return null;
  switch (event.type) {
    case 'InvestorUpdated':
      return { ...investor, ...event.profile };
    case 'InvestorVerified':
      return { ...investor, state: investor.mandate ? 'ACTIVE' : 'VERIFIED' };
    case 'MandateChanged':
      return {
        ...investor,
        mandate: event.mandate,
        state: investor.state === 'VERIFIED' ? 'ACTIVE' : investor.state,
      };
    case 'InvestorDormant':
      return { ...investor, state: 'DORMANT' };
    case 'InvestorReactivated':
      return { ...investor, state: 'ACTIVE' };
  }
};
