/** A body of the network: host, ministry, agency, institute. Registered once, never changed so far. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';

export interface Organisation {
  id: string;
  name: LocalizedText;
  country: string;
  /** Ten digits, or empty where it is not known. */
  brn: string;
  source: Source | undefined;
}

export type OrganisationEvent = { type: 'OrganisationRegistered'; organisation: Organisation };

export const evolve = (_: Organisation | null, event: OrganisationEvent): Organisation => event.organisation;

/** A body enters the register once. */
export const registerOrganisation = (existing: Organisation | null, organisation: Organisation): OrganisationEvent[] =>
  existing ? [] : [{ type: 'OrganisationRegistered', organisation }];
