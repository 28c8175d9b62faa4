/** The fields of a venture that matching needs. startup-registry publishes them; this service never changes them. */
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';
import type { Mirrored } from '@naru/kit/mirror';

export interface SeenVenture {
  /** Only while the venture is shared with the network. */
  profile?: VentureProfile;
}

export type VentureCopy = VentureCopyOf<SeenVenture>;
export type VentureDoc = VentureCopy & Mirrored;

export const seen = ({ profile }: VentureNews) => ({ profile });
