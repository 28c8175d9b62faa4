/** The name of a party, as far as the network may know it: a hidden venture has none. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Investor } from '@naru/contracts/investor/v1/investor';
import type { VentureNews } from '@naru/copies/venture';

export interface NameCopy {
  name?: LocalizedText;
}

type Named = { name: LocalizedText | undefined };

export const ofVenture = ({ profile }: VentureNews): Named => ({ name: profile?.name });

export const ofInvestor = ({ name }: Investor): Named => ({ name });
