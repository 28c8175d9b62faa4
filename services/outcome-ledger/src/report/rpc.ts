/** RPCs of reports. */
import type { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import type { Handlers } from '@naru/kit/serve';
import type { DealCopies } from '../copies/deal/store.ts';
import { dealReport } from './report.ts';

export const reportRpcs = (deals: DealCopies): Pick<Handlers<typeof LedgerServiceDefinition>, 'getDealReport'> => ({
  getDealReport: async ({ originId }) => dealReport(await deals.sums(originId), originId),
});
