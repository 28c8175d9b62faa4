/** The RPCs of deals, and the owners of a deal. */
import type { Deal as DealMessage, OpenDealRequest } from '@naru/contracts/investor/v1/deal';
import type { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import type { Ownership } from '@naru/kit/access';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { type CivilDate, checkPastDay } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { notFound, Rejection } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { type Between, between } from '@naru/limits/limits';
import type { VentureCopies } from '../copies/venture/store.ts';
import type { InvestorStore } from '../investor/store.ts';
import { type Deal, type DealEvent, interest } from './deal.ts';
import * as decide from './decide.ts';
import { betweenIn } from './limits.ts';
import { toProto } from './message.ts';
import { confirmerOf } from './sides.ts';
import { type DealStore, findStanding, STANDS, sumByStage } from './store.ts';
import { refuse, wrong } from './texts.ts';
import { totalsOf } from './totals.ts';

type DealRpcs = Pick<
  Handlers<typeof InvestorServiceDefinition>,
  | 'openDeal'
  | 'startNegotiation'
  | 'confirmDeal'
  | 'correctDeal'
  | 'voidDeal'
  | 'dropDeal'
  | 'getDeal'
  | 'listDeals'
  | 'getDealTotals'
>;

export function dealRpcs(
  deals: DealStore,
  { ventures, investors }: { ventures: VentureCopies; investors: InvestorStore },
): DealRpcs {
  const { change, existing, get } = answering(deals, versioned(toProto));
  const sidesOf = betweenIn({ ventures, investors });

  /** A step of a deal that limits bind. The answer names the wishes that the two do not meet. */
  async function step(
    { sides, ...named }: { sides: Between; id: string; etag?: string },
    call: Call,
    verb: (deal: Deal | null) => DealEvent[],
  ): Promise<DealMessage> {
    const { apart, outsideOf } = sides;
    const answer = await change(named, call, (deal) => decide.unlessApart(verb(deal), apart));
    return { ...answer, outsideOf };
  }

  /** A repeated request for the open deal is answered with that deal. */
  async function standing(deal: Deal, error: unknown): Promise<DealMessage> {
    const found = error instanceof Rejection && error.code === STANDS ? await findStanding(deals, deal) : null;
    if (found && sameInterest(found.state, deal)) return toProto(found.state, found.version);
    throw error;
  }

  return {
    openDeal: async ({ ventureId, investorId, origin, source }, call) => {
      const [venture, investor] = await Promise.all([ventures.find(ventureId), investors.find(investorId)]);
      // An unknown centre has not arrived yet: the caller may retry.
      if (!venture?.centreId) throw notFound('venture', ventureId);
      // Checked last: now the investor is the caller's own, or the caller may see all investors.
      if (!investor) throw notFound('investor', investorId);
      const { centreId } = venture;
      const id = call.newId('deal');
      const deal = interest({ id, ventureId, centreId, investorId, origin, interestAt: call.now, source });
      const sides = between(venture.facts, investor.state);
      return step({ id, sides }, call, (before) => decide.openDeal(before, deal)).catch((error: unknown) =>
        standing(deal, error),
      );
    },
    startNegotiation: async ({ amountKrw, ...named }, call) =>
      step({ ...named, sides: await sidesOf((await existing(named.id)).state) }, call, (deal) =>
        decide.startNegotiation(deal, { amountKrw, at: call.now }),
      ),
    confirmDeal: async ({ amountKrw, confirmedOn: day, side, reason, ...named }, call) => {
      const confirmedOn = pastDay('confirmed_on', day, call.now);
      const { state } = await existing(named.id);
      const confirmer = confirmerOf(call.reach, state, { side, reason });
      const word = { amountKrw, confirmedOn, saidAt: call.now, ...confirmer };
      return step({ ...named, sides: await sidesOf(state) }, call, (deal) => decide.confirmDeal(deal, word));
    },
    correctDeal: ({ amountKrw, confirmedOn, reason, requestId: _, ...named }, call) => {
      if (amountKrw === undefined && !confirmedOn) throw wrong('amount_krw', 'figures_missing');
      if (confirmedOn) checkPastDay('confirmed_on', confirmedOn, call.now);
      const correction = { amountKrw, confirmedOn, reason, at: call.now };
      return change(named, call, (deal) => decide.correctDeal(deal, correction));
    },
    voidDeal: ({ reason, ...named }, call) =>
      change(named, call, (deal) => decide.voidDeal(deal, { reason, at: call.now })),
    dropDeal: ({ reason, ...named }, call) =>
      change(named, call, (deal) => decide.dropDeal(deal, { reason, at: call.now })),
    getDeal: get,
    listDeals: async (request, { reach }) => {
      const { found, ...page } = await deals.list(request, reach);
      return { deals: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
    getDealTotals: async ({ originId }, { reach }) => {
      // The total of an origin with one deal is that deal.
      if (originId && !reach.any) throw refuse('origin_closed');
      return totalsOf(await sumByStage(deals, originId));
    },
  };
}

/** A deal belongs to its venture, the venture's centre and its investor. */
export const dealOwnership = (deals: DealStore) =>
  ownershipIn(deals, ({ centreId, ventureId, investorId }) => ({ parties: [centreId, ventureId, investorId] }));

/**
 * The venture's centre may open a new deal, and so may the investor: its own, with a shared venture. One rule covers
 * the pair, so that a grant for a draft does not help another grant for an investor.
 */
export const dealRequestOwnership =
  (ventures: VentureCopies) =>
  async (ventureId: string, { investorId }: OpenDealRequest): Promise<Ownership | null> => {
    const venture = await ventures.find(ventureId);
    const { centreId: centre, discoverable: open = false } = venture ?? {};
    return venture && { centre, orgs: open ? [investorId] : [], open };
  };

const sameInterest = (a: Deal, b: Deal): boolean =>
  JSON.stringify([a.origin, a.source]) === JSON.stringify([b.origin, b.source]);

function pastDay(path: string, date: CivilDate | undefined, now: Date): CivilDate {
  if (!date) throw fields.invalid(path, 'required');
  checkPastDay(path, date, now);
  return date;
}
