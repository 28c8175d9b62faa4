/** Reports over the wire. */
import type { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import type { Handlers } from '@naru/kit/serve';
import { dealReport } from './report.ts';
import type { DealCopies } from './store.ts';

export const reportRpcs = (deals: DealCopies): Pick<Handlers<typeof LedgerServiceDefinition>, 'getDealReport'> => ({
  getDealReport: async ({ originId }) => dealReport(await deals.sums(originId), originId),
});
