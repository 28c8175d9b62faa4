/** A venture as matching knows it: read from what startup-registry publishes, never changed here. */
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
