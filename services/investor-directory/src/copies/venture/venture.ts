/** The part of a venture that deals need: a read copy from the events of startup-registry, never changed here. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';

export interface SeenVenture {
  /** True while it is published and its consent is valid: then outsiders may see it. */
  discoverable: boolean;
  /** Present only while it is discoverable. */
  name?: LocalizedText;
}

export type VentureCopy = VentureCopyOf<SeenVenture>;

export const seen = ({ profile }: VentureNews) => ({ discoverable: profile !== undefined, name: profile?.name });
