/** What matching does when a party leaves: its open proposals are over. */
import { ProfileDormant } from '@naru/contracts/investor/v1/events';
import { VentureClosed, VentureConsentWithdrawn, VentureSuspended } from '@naru/contracts/registry/v1/events';
import type { Cause } from '@naru/kit/outbox';
import { type Handler, on } from '@naru/kit/subscribe';
import { expireMatch } from './decide.ts';
import type { MatchStore } from './store.ts';

export function matchHandlers(matches: MatchStore): Handler[] {
  async function expireAll(party: Record<string, string>, cause: Cause): Promise<void> {
    const open = matches.collection.find({ ...party, 'state.state': 'MATCH_PROPOSED' }, { projection: { _id: 1 } });
    for await (const { _id } of open) await matches.change(_id, expireMatch, cause);
  }
  return [
    ...[VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) =>
      on(codec, ({ ventureId }, received) => expireAll({ 'state.ventureId': ventureId }, received)),
    ),
    on(ProfileDormant, ({ investor }, received) => expireAll({ 'state.investorId': investor?.id ?? '' }, received)),
  ];
}
