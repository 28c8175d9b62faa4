/** The two kinds of party as matching knows them: read copies of what others have published. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Investor_Type, Mandate } from '@naru/contracts/investor/v1/investor';
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import type { Mirrored } from '@naru/kit/mirror';

export interface VentureCopy {
  /** Missing only while news of a venture has overtaken its registration. */
  centreId?: string;
  /** Only while the venture is shared with the network. */
  profile?: VentureProfile;
  /** Set once it has been shared: outsiders may then be told that it no longer is. */
  everShared?: boolean;
}

export interface InvestorCopy {
  name: LocalizedText;
  type: Investor_Type;
  country: string;
  active: boolean;
  mandate?: Mandate | undefined;
}

export type VentureDoc = VentureCopy & Mirrored;
export type InvestorDoc = InvestorCopy & Mirrored;
