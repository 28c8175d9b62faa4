/** A venture as far as applications need it: read from what startup-registry publishes, never changed here. */
import type { LocalizedText, Taxonomy_Sector, Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';

export interface SeenVenture {
  /** True where it is suspended or closed, or its consent is withdrawn: it takes no part. */
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

/** News of a hidden venture carries no state, or one that would show its profile. */
export function seen({ state, profile }: VentureNews) {
  if (!profile) return { hidden: state !== 'DRAFT' && state !== 'VERIFIED', profile: undefined };
  const { name, sectors, stage, foundedOn } = profile;
  return { hidden: false, profile: { name, sectors, stage, foundedYear: foundedOn?.year ?? 0 } };
}
