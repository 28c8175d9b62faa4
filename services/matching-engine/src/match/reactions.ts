/** When a party leaves matching, its open proposals expire. */
import { ProfileDormant } from '@naru/contracts/investor/v1/events';
import { VentureClosed, VentureConsentWithdrawn, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { InvestorCopies } from '../copies/investor/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import { expireMatch } from './decide.ts';
import type { MatchStore } from './store.ts';

interface Parties {
  ventures: Pick<VentureCopies, 'find'>;
  investors: Pick<InvestorCopies, 'find'>;
}

export function matchHandlers(matches: MatchStore, { ventures, investors }: Parties): Handler[] {
  async function expireAll(
    party: { ventureId: string } | { investorId: string },
    cameBack: () => Promise<boolean>,
    received: Received<unknown>,
  ): Promise<void> {
    const open = await matches.all({ where: { ...party, state: 'PROPOSED' } });
    // An event may be delivered again long after the party has returned. The copy is read after the proposals:
    // proposals made since then rest on a copy that says that the party is present.
    if (await cameBack()) return;
    for (const { id, version } of open) await matches.change(id, expireMatch, received, { etag: String(version) });
  }

  return [
    ...[VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) =>
      on(codec, ({ ventureId }, received) => {
        const cameBack = async () => {
          const copy = await ventures.find(ventureId);
          return copy !== null && copy.version > received.version && copy.profile !== undefined;
        };
        return expireAll({ ventureId }, cameBack, received);
      }),
    ),
    on(ProfileDormant, ({ investor }, received) => {
      const id = investor?.id ?? '';
      const cameBack = async () => {
        const copy = await investors.find(id);
        return copy !== null && copy.version > received.version && copy.active;
      };
      return expireAll({ investorId: id }, cameBack, received);
    }),
  ];
}
