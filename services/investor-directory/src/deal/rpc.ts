/** Deals over the wire: one entry per RPC, and whose a deal is. */
import type { Deal as DealMessage, ExpressDealInterestRequest } from '@naru/contracts/investor/v1/deal';
import type { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import type { Ownership } from '@naru/kit/access';
import { type CivilDate, checkPastDay } from '@naru/kit/civil-date';
import { type Caller, hasRole, ownIds } from '@naru/kit/identity';
import { pageById } from '@naru/kit/page';
import { invalidField, notFound, Rejection } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import type { VentureCopies } from '../copies/venture/store.ts';
import type { InvestorStore } from '../investor/store.ts';
import { type Deal, type DealEvent, interest } from './deal.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { type DealStore, dealFilter, findStanding, STANDS, sumByStage } from './store.ts';
import { totalsOf } from './totals.ts';

type DealRpcs = Pick<
  Handlers<typeof InvestorServiceDefinition>,
  'expressDealInterest' | 'startNegotiation' | 'confirmDeal' | 'dropDeal' | 'getDeal' | 'listDeals' | 'getDealTotals'
>;

export function dealRpcs(deals: DealStore, ventures: VentureCopies): DealRpcs {
  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: (deal: Deal | null) => DealEvent[],
  ): Promise<DealMessage> {
    const { state, version } = await deals.change(id, verb, call, { etag });
    return toProto(state, version);
  }

  /** Who asks again for the deal that stands is answered with it. */
  async function standing(deal: Deal, error: unknown): Promise<DealMessage> {
    const found = error instanceof Rejection && error.code === STANDS ? await findStanding(deals, deal) : null;
    if (found && sameInterest(found.state, deal)) return toProto(found.state, found.version);
    throw error;
  }

  return {
    expressDealInterest: async ({ ventureId, investorId, origin, source }, call) => {
      const centreId = await centreOf(ventures, ventureId, call.caller);
      const id = call.newId('deal');
      const deal = interest({ id, ventureId, centreId, investorId, origin, interestAt: call.now, source });
      return change({ id }, call, (existing) => decide.openDeal(existing, deal)).catch((error: unknown) =>
        standing(deal, error),
      );
    },
    startNegotiation: ({ amountKrw, ...named }, call) =>
      change(named, call, (deal) => decide.startNegotiation(deal, { amountKrw, at: call.now })),
    confirmDeal: async ({ amountKrw, confirmedOn, ...named }, call) => {
      const on = pastDay('confirmed_on', confirmedOn, call.now);
      return change(named, call, (deal) => decide.confirmDeal(deal, { amountKrw, on }));
    },
    dropDeal: ({ reason, ...named }, call) =>
      change(named, call, (deal) => decide.dropDeal(deal, { reason, at: call.now })),
    getDeal: async ({ id }) => {
      const found = await deals.find(id);
      if (!found) throw notFound('deal', id);
      return toProto(found.state, found.version);
    },
    listDeals: async ({ pageSize, pageToken, ...question }, { caller }) => {
      const filter = dealFilter(question, hasRole(caller, 'network_admin', 'analyst') ? null : ownIds(caller));
      const { items, nextPageToken } = await pageById(
        { size: pageSize, token: pageToken, question: ['deals', filter] },
        (after, limit) =>
          deals.collection
            .find(after ? { ...filter, _id: { $gt: after } } : filter)
            .sort({ _id: 1 })
            .limit(limit)
            .toArray(),
      );
      const found = items.map((doc) => deals.snapshotOf(doc));
      return { deals: found.map(({ state, version }) => toProto(state, version)), nextPageToken };
    },
    getDealTotals: async ({ originId }) => totalsOf(await sumByStage(deals, originId)),
  };
}

/** A deal belongs to its venture, the venture's centre and its investor; analysts see all. */
export const dealOwnership =
  (deals: DealStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await deals.find(id);
    if (!found) return null;
    const { centreId, ventureId, investorId } = found.state;
    return { parties: [centreId, ventureId, investorId], seenBy: ['analyst'] };
  };

/** A new deal is the venture's centre's and the investor's to open. */
export const dealRequestOwnership =
  (ventures: VentureCopies, investors: InvestorStore) =>
  async (ventureId: string, { investorId }: ExpressDealInterestRequest): Promise<Ownership> => {
    const [venture, investor] = await Promise.all([ventures.find(ventureId), investors.find(investorId)]);
    if (!venture) throw notFound('venture', ventureId);
    if (!investor) throw notFound('investor', investorId);
    return { centre: venture.centreId, orgs: [investorId], open: venture.discoverable };
  };

/** The centre of a venture that the caller may know of: who is outside the centre meets only what is shared. */
async function centreOf(ventures: VentureCopies, ventureId: string, caller: Caller): Promise<string> {
  const venture = await ventures.find(ventureId);
  const inside = hasRole(caller, 'network_admin') || ownIds(caller).some((id) => id === venture?.centreId);
  // A centre that is not known yet is on its way: the caller may try again.
  if (!venture?.centreId || !(venture.discoverable || inside)) throw notFound('venture', ventureId);
  return venture.centreId;
}

const sameInterest = (a: Deal, b: Deal): boolean =>
  JSON.stringify([a.origin, a.source]) === JSON.stringify([b.origin, b.source]);

function pastDay(path: string, date: CivilDate | undefined, now: Date): CivilDate {
  if (!date) throw invalidField(path, 'required', 'must be given');
  checkPastDay(path, date, now);
  return date;
}
