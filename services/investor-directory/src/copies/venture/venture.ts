/** The part of a venture that deals need: a read copy from the events of startup-registry, never changed here. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';
import type { VentureFacts } from '@naru/limits/limits';

export interface SeenVenture {
  /** True while it is published and its consent is valid: then outsiders may see it. */
  discoverable: boolean;
  /** Present only while it is discoverable. */
  name?: LocalizedText;
  /** What limits are about. Present only while it is discoverable; missing in copies of earlier versions. */
  facts?: VentureFacts;
}

export type VentureCopy = VentureCopyOf<SeenVenture>;

export const seen = ({ profile }: VentureNews) => ({
  discoverable: profile !== undefined,
  name: profile?.name,
  facts: profile && {
    sectors: profile.sectors,
    stage: profile.stage,
    askKrw: profile.askKrw,
    certifications: profile.certifications,
    excludedCountries: profile.excludedCountries,
  },
});
