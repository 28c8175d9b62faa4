/** RPCs of reports. */
import type { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import type { Handlers } from '@naru/kit/serve';
import type { DealCopies } from '../copies/deal/store.ts';
import { dealReport } from './report.ts';
import { refuse } from './texts.ts';

export const reportRpcs = (deals: DealCopies): Pick<Handlers<typeof LedgerServiceDefinition>, 'getDealReport'> => ({
  getDealReport: async ({ originId }, { reach }) => {
    // The total of an origin with one deal is that deal.
    if (originId && !reach.any) throw refuse('origin_closed');
    return dealReport(await deals.sums(originId), originId);
  },
});
