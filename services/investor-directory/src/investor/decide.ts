/** The commands on an investor. Pure: the present state and a command give events, or a refusal. */
import type { Mandate } from '@naru/contracts/investor/v1/investor';
import type { Investor, InvestorEvent, Profile } from './investor.ts';
import { known, refuse } from './texts.ts';

/** An id is registered once. */
export function registerInvestor(existing: Investor | null, investor: Investor): InvestorEvent[] {
  return existing ? [] : [{ type: 'InvestorRegistered', investor }];
}

/** Name, country and LEI may change at any time. */
export function updateInvestor(investor: Investor | null, profile: Profile): InvestorEvent[] {
  const { name, country, lei } = known(investor);
  return same({ name, country, lei }, profile) ? [] : [{ type: 'InvestorUpdated', profile }];
}

/** The secretariat verifies an invited investor, once. */
export function verifyInvestor(investor: Investor | null): InvestorEvent[] {
  return known(investor).state === 'INVITED' ? [{ type: 'InvestorVerified' }] : [];
}

/** A mandate may be set before the investor is verified; it takes effect with the verification. */
export function setMandate(investor: Investor | null, mandate: Mandate): InvestorEvent[] {
  return same(known(investor).mandate, mandate) ? [] : [{ type: 'MandateChanged', mandate }];
}

/** Only an active investor can leave matching for a time. */
export function deactivateInvestor(investor: Investor | null): InvestorEvent[] {
  const found = known(investor);
  if (found.state === 'DORMANT') return [];
  if (found.state !== 'ACTIVE') throw refuse('not_active', needed(found));
  return [{ type: 'InvestorDormant' }];
}

/** A dormant investor returns to matching with its mandate. */
export function reactivateInvestor(investor: Investor | null): InvestorEvent[] {
  const found = known(investor);
  if (found.state === 'ACTIVE') return [];
  if (found.state !== 'DORMANT') throw refuse('not_dormant', needed(found));
  return [{ type: 'InvestorReactivated' }];
}

const needed = ({ state, mandate }: Investor) => ({ verified: state !== 'INVITED', mandated: mandate !== undefined });

const same = (a: object | undefined, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
