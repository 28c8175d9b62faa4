/** The RPCs of funds. */
import type { FundDetails } from '@naru/contracts/investor/v1/fund';
import type { FundServiceDefinition } from '@naru/contracts/investor/v1/fund_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { checkDate, compareDates } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { kit } from '@naru/kit/kit-texts';
import { together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import * as decide from './decide.ts';
import type { Fund } from './fund.ts';
import { toProto } from './message.ts';
import type { FundStore } from './store.ts';

const CENTRE = /^KR-\d{2}$/;

export function fundRpcs(funds: FundStore): Handlers<typeof FundServiceDefinition> {
  const { change, get } = answering(funds, versioned(toProto));

  return {
    announceFund: async ({ ownerId, details, source }, call) => {
      const centreId = CENTRE.test(ownerId) ? ownerId : '';
      const fund: Fund = {
        id: call.newId('fnd'),
        ownerId,
        centreId,
        details: checked(details),
        state: 'ANNOUNCED',
        source,
      };
      return change(fund, call, (existing) => decide.announceFund(existing, fund));
    },
    updateFund: ({ fund: wanted, updateMask, ...named }, call) =>
      change(named, call, (fund) => {
        const { details } = patched(fund && { details: fund.details }, wanted, updateMask);
        return decide.updateFund(fund, checked(details));
      }),
    raiseFund: (named, call) => change(named, call, decide.raiseFund),
    closeFund: (named, call) => change(named, call, decide.closeFund),
    getFund: get,
    listFunds: async (request, { reach }) => {
      const { found, ...page } = await funds.list(request, reach);
      return { funds: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

/** A fund belongs to its owner, and everybody may see it. */
export const fundOwnership = (funds: FundStore) =>
  ownershipIn(funds, ({ ownerId }) => ({ parties: [ownerId], open: true }));

function checked(details: FundDetails | undefined): FundDetails {
  if (!details) throw fields.invalid('details', 'required');
  const [name, purpose] = together(
    () => requireText('details.name', details.name),
    () => details.purpose && requireText('details.purpose', details.purpose),
    () => details.from && checkDate('details.from', details.from, { whole: false }),
    () => details.through && checkDate('details.through', details.through, { whole: false }),
    () => requireOrder(details),
  );
  return { ...details, name, purpose };
}

/** The end is not before the beginning, as far as both dates are known. */
function requireOrder({ from, through }: FundDetails): void {
  if (!from || !through) return;
  const begun = { ...from, month: through.month && from.month, day: through.day && from.day };
  if (compareDates(through, begun) < 0) throw kit.invalid('details.through', 'date.order', { from });
}
