/** The fields of a venture that applications need. startup-registry publishes them; this service never changes them. */
import type { LocalizedText, Taxonomy_Sector, Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';

export interface SeenVenture {
  /** True where it is suspended or closed, or its consent is withdrawn. */
  hidden: boolean;
  /** It has withdrawn its consent, or is closed or erased. A suspended venture keeps its applications. */
  left?: boolean;
  /** Only while it is published and its consent stands. */
  profile?: SharedProfile;
}

export type VentureCopy = VentureCopyOf<SeenVenture>;

export interface SharedProfile {
  name: LocalizedText | undefined;
  sectors: Taxonomy_Sector[];
  stage: Taxonomy_Stage;
  /** 0 where it is not known. */
  foundedYear?: number;
}

const WITHDRAWN = /\.consent_withdrawn\./;

/**
 * What was never published is not hidden, unless it took back its consent. Any other venture without a profile is hidden,
 * also one of whose events an earlier release left the id alone.
 */
export function seen({ state, profile }: VentureNews, { type }: { type: string }) {
  if (!profile) {
    const left = WITHDRAWN.test(type) || state === 'CLOSED';
    return { hidden: left || (state !== 'DRAFT' && state !== 'VERIFIED'), left, profile: undefined };
  }
  const { name, sectors, stage, foundedOn } = profile;
  return { hidden: false, left: false, profile: { name, sectors, stage, foundedYear: foundedOn?.year ?? 0 } };
}
