/** A body of the network: a host, ministry, agency or institute. It is registered once and does not change. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';

export interface Organisation {
  id: string;
  name: LocalizedText;
  country: string;
  /** Ten digits; empty if it is not known. */
  brn: string;
  source: Source | undefined;
}

export type OrganisationEvent = { type: 'OrganisationRegistered'; organisation: Organisation };

export const evolve = (_: Organisation | null, event: OrganisationEvent): Organisation => event.organisation;

/** A body is registered once. */
export const registerOrganisation = (existing: Organisation | null, organisation: Organisation): OrganisationEvent[] =>
  existing ? [] : [{ type: 'OrganisationRegistered', organisation }];
