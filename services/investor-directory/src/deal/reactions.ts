/** Reactions: after a meeting, the directory opens a deal, because the investor counts as interested. */
import { IntroductionHeld } from '@naru/contracts/matching/v1/events';
import type { Match } from '@naru/contracts/matching/v1/match';
import type { Host } from '@naru/kit/boot';
import { fields } from '@naru/kit/field-texts';
import { derivedId } from '@naru/kit/ids';
import type { Cause } from '@naru/kit/outbox';
import { notFound, Rejection } from '@naru/kit/rejection';
import { type Handler, on } from '@naru/kit/subscribe';
import type { VentureCopies } from '../copies/venture/store.ts';
import type { InvestorStore } from '../investor/store.ts';
import { interest } from './deal.ts';
import { openDeal } from './decide.ts';
import { betweenIn } from './limits.ts';
import { type DealStore, introductionsPassedOver, STANDS } from './store.ts';

export interface Reacting {
  deals: DealStore;
  investors: InvestorStore;
  ventures: VentureCopies;
}

export function introductionHandlers(
  host: Pick<Host, 'db' | 'ambient'>,
  { deals, investors, ventures }: Reacting,
): Handler[] {
  const passedOver = introductionsPassedOver(host);
  const between = betweenIn({ ventures, investors });

  async function openOnce(match: Match, introductionId: string, cause: Cause & { at: Date }): Promise<void> {
    const { ventureId, investorId } = match;
    const id = derivedId('deal', introductionId);
    if (await passedOver.has(id)) return;
    // The two met before a limit kept them apart: no deal comes of it.
    if ((await between(match)).apart) return passedOver.add(id);
    const centreId = (await ventures.find(ventureId))?.centreId ?? match.centreId;
    const origin = { id: introductionId, edition: 0 };
    const { requestedAt } = match.introduction ?? {};
    const introduced = requestedAt && { introducedAt: requestedAt };
    const deal = interest({
      id,
      ventureId,
      centreId,
      investorId,
      origin,
      interestAt: cause.at,
      ...introduced,
      source: undefined,
    });
    try {
      await deals.change(id, (existing) => openDeal(existing, deal), cause);
    } catch (error) {
      if (!(error instanceof Rejection) || error.code !== STANDS) throw error;
      await passedOver.add(id);
    }
  }

  return [
    on(IntroductionHeld, async ({ match }, received) => {
      if (!match?.introduction) throw fields.invalid('match.introduction', 'required');
      // The introduction has ended, so there is no interest to record.
      if (match.introduction.state === 'ENDED') return;
      const investor = await investors.find(match.investorId);
      if (!investor) throw notFound('investor', match.investorId);
      // A global corporation looks for partners and suppliers, not for shares.
      if (investor.state.type === 'GLOBAL_CORPORATION') return;
      await openOnce(match, match.introduction.id, received);
    }),
  ];
}
