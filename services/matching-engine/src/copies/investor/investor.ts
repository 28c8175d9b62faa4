/**
 * The fields of an investor that matching needs. investor-directory publishes them; this service never changes them.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Investor, Investor_Type, Mandate } from '@naru/contracts/investor/v1/investor';
import type { Mirrored } from '@naru/kit/mirror';

export interface InvestorCopy {
  name: LocalizedText;
  type: Investor_Type;
  country: string;
  active: boolean;
  mandate?: Mandate | undefined;
}

export type InvestorDoc = InvestorCopy & Mirrored;

export const seen = ({ name, type, country, state, mandate }: Investor) => ({
  name: name ?? { ko: '', en: '' },
  type,
  country,
  mandate,
  active: state === 'ACTIVE',
});
