/** The fields of a venture that applications need. startup-registry publishes them; this service never changes them. */
import type { LocalizedText, Taxonomy_Sector, Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';

export interface SeenVenture {
  /** True where it is suspended or closed, or its consent is withdrawn. */
  hidden: boolean;
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

/** An event about a hidden venture carries no state, or a state that says it is hidden. */
export function seen({ state, profile }: VentureNews) {
  if (!profile) return { hidden: state !== 'DRAFT' && state !== 'VERIFIED', profile: undefined };
  const { name, sectors, stage, foundedOn } = profile;
  return { hidden: false, profile: { name, sectors, stage, foundedYear: foundedOn?.year ?? 0 } };
}
