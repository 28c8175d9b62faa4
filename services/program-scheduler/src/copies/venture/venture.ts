/** A venture as far as applications need it: read from what startup-registry publishes, never changed here. */
import type { LocalizedText, Taxonomy_Sector, Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type { Venture_State, VentureProfile } from '@naru/contracts/registry/v1/venture';

export interface VentureCopy {
  /** Missing only while news of a venture has overtaken all that names its centre. */
  centreId?: string;
  /** True where it is suspended or closed, or its consent is withdrawn: it takes no part. */
  hidden: boolean;
  /** Only while it is published and its consent stands. */
  profile?: SharedProfile;
}

export interface SharedProfile {
  name: LocalizedText | undefined;
  sectors: Taxonomy_Sector[];
  stage: Taxonomy_Stage;
  /** 0 where it is not known. */
  foundedYear?: number;
}

/** What news of a venture says of it. News of a hidden one carries no state, or one that would show its profile. */
export function seen({
  state,
  profile,
}: {
  state?: Venture_State;
  profile?: VentureProfile | undefined;
}): Omit<VentureCopy, 'centreId'> {
  if (!profile) return { hidden: state !== 'DRAFT' && state !== 'VERIFIED' };
  const { name, sectors, stage, foundedOn } = profile;
  return { hidden: false, profile: { name, sectors, stage, foundedYear: foundedOn?.year ?? 0 } };
}
