/** A venture as far as deals need it: read from what startup-registry publishes, never changed here. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { VentureCopyOf, VentureNews } from '@naru/copies/venture';

export interface SeenVenture {
  /** True while it is published and its consent stands: outsiders may then know of it. */
  discoverable: boolean;
  /** Only while it is discoverable. */
  name?: LocalizedText;
}

export type VentureCopy = VentureCopyOf<SeenVenture>;

export const seen = ({ profile }: VentureNews) => ({ discoverable: profile !== undefined, name: profile?.name });
