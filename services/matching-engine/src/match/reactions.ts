/**
 * When a party leaves matching, its open proposals expire; when a venture is no longer shared, its accepted matches and their
 * introductions end too. Deals stay. Another subscription keeps the copies, and may be later. So the copy is stored here
 * first: whoever saves a proposal looks at the copy again afterwards (`standing` in rpc.ts). Either this reaction finds
 * the proposal, or the proposer finds that the party has left. A proposer may die before it looks, so each proposal is
 * looked at once more when its event arrives.
 */
import { ProfileDormant } from '@naru/contracts/investor/v1/events';
import { MatchProposed } from '@naru/contracts/matching/v1/events';
import {
  VentureClosed,
  VentureConsentWithdrawn,
  VentureErased,
  VentureSuspended,
} from '@naru/contracts/registry/v1/events';
import type { Codec } from '@naru/kit/outbox';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { InvestorCopies } from '../copies/investor/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import { endMatch, expireMatch } from './decide.ts';
import type { Match } from './match.ts';
import type { MatchStore } from './store.ts';

type VentureNews = Parameters<VentureCopies['keep']>[0];

interface Parties {
  ventures: Pick<VentureCopies, 'find' | 'keep'>;
  investors: Pick<InvestorCopies, 'find' | 'keep'>;
}

export function matchHandlers(
  matches: MatchStore,
  { ventures, investors }: Parties,
  forget: (ventureId: string) => Promise<unknown>,
): Handler[] {
  /** @returns false if the party has returned */
  async function expireAll(
    party: { ventureId: string } | { investorId: string },
    cameBack: () => Promise<boolean>,
    received: Received<unknown>,
  ): Promise<boolean> {
    const isVenture = 'ventureId' in party;
    const open = await matches.all({ where: { ...party, state: isVenture ? ['PROPOSED', 'ACCEPTED'] : 'PROPOSED' } });
    // An event may be delivered again long after the party has returned. The copy is read after the proposals:
    // proposals made since then rest on a copy that says that the party is present.
    if (await cameBack()) return false;
    const end = (match: Match | null) => (isVenture ? endMatch(match, received.now) : expireMatch(match));
    for (const { id, version } of open) await matches.change(id, end, received, { etag: String(version) });
    return true;
  }

  const onLeaving = (codec: Codec<VentureNews>, then: (ventureId: string) => Promise<unknown>) =>
    on(codec, async (news, received) => {
      const { ventureId } = news;
      await ventures.keep(news, received);
      const cameBack = async () => {
        const copy = await ventures.find(ventureId);
        return copy !== null && copy.version > received.version && copy.profile !== undefined;
      };
      if (await expireAll({ ventureId }, cameBack, received)) await then(ventureId);
    });

  return [
    ...[VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) => onLeaving(codec, forget)),
    // The erasure counts what is told of the venture before it forgets that: see service.ts.
    onLeaving(VentureErased, async () => {}),
    on(MatchProposed, async ({ match }, received) => {
      if (!match) return;
      const [venture, investor] = [await ventures.find(match.ventureId), await investors.find(match.investorId)];
      if (!venture?.profile || !investor?.active) await matches.change(match.id, expireMatch, received);
    }),
    on(ProfileDormant, async (news, received) => {
      const { investor } = news;
      await investors.keep(news, received);
      const id = investor?.id ?? '';
      const cameBack = async () => {
        const copy = await investors.find(id);
        return copy !== null && copy.version > received.version && copy.active;
      };
      return expireAll({ investorId: id }, cameBack, received);
    }),
  ];
}
