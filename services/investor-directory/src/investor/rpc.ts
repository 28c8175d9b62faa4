/** Investors over the wire: one entry per RPC. */
import type { Investor as InvestorMessage, ListInvestorsRequest } from '@naru/contracts/investor/v1/investor';
import type { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import type { Ownership } from '@naru/kit/access';
import { pageById } from '@naru/kit/page';
import { type Reach, withinReach } from '@naru/kit/reach';
import { notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { patched } from '@naru/kit/update';
import { requireLei } from '../standards/lei.ts';
import { requireText } from '../standards/text.ts';
import * as decide from './decide.ts';
import type { Investor, InvestorEvent } from './investor.ts';
import { requireMandate } from './mandate.ts';
import { toProto } from './message.ts';
import type { InvestorStore } from './store.ts';

type InvestorRpcs = Pick<
  Handlers<typeof InvestorServiceDefinition>,
  | 'registerInvestor'
  | 'updateInvestor'
  | 'verifyInvestor'
  | 'setMandate'
  | 'deactivateInvestor'
  | 'reactivateInvestor'
  | 'getInvestor'
  | 'listInvestors'
>;

export function investorRpcs(investors: InvestorStore): InvestorRpcs {
  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: (investor: Investor | null) => InvestorEvent[],
  ): Promise<InvestorMessage> {
    const saved = await investors.change(id, verb, call, { etag });
    return toProto(saved.state, saved);
  }

  return {
    registerInvestor: async ({ name, type, country, lei, source }, call) => {
      const investor: Investor = {
        id: call.newId('inv'),
        name: requireText('name', name),
        type,
        country,
        lei: requireLei('lei', lei),
        state: 'INVITED',
        mandate: undefined,
        source,
        createdAt: call.now,
      };
      return change({ id: investor.id }, call, (existing) => decide.registerInvestor(existing, investor));
    },
    updateInvestor: ({ investor: wanted, updateMask, ...named }, call) =>
      change(named, call, (investor) => {
        const { name, country, lei } = patched(investor, wanted, updateMask);
        const profile = { name: requireText('name', name), country, lei: requireLei('lei', lei) };
        return decide.updateInvestor(investor, profile);
      }),
    verifyInvestor: (request, call) => change(request, call, decide.verifyInvestor),
    setMandate: async ({ mandate, ...named }, call) => {
      const wanted = requireMandate('mandate', mandate);
      return change(named, call, (investor) => decide.setMandate(investor, wanted));
    },
    deactivateInvestor: (request, call) => change(request, call, decide.deactivateInvestor),
    reactivateInvestor: (request, call) => change(request, call, decide.reactivateInvestor),
    getInvestor: async ({ id }) => {
      const found = await investors.find(id);
      if (!found) throw notFound('investor', id);
      return toProto(found.state, found);
    },
    listInvestors: async ({ pageSize, pageToken, ...question }, call) => {
      const filter = filterOf(question, call.reach);
      const { items, nextPageToken } = await pageById(
        { size: pageSize, token: pageToken, question: ['investors', filter] },
        (after, limit) =>
          investors.collection
            .find({ $and: [filter, after ? { _id: { $gt: after } } : {}] })
            .sort({ _id: 1 })
            .limit(limit)
            .toArray(),
      );
      const found = items.map((doc) => investors.snapshotOf(doc));
      return { investors: found.map((one) => toProto(one.state, one)), nextPageToken };
    },
  };
}

/** What the caller asks for, among those it may see. */
function filterOf(
  { types, country, states }: Pick<ListInvestorsRequest, 'types' | 'country' | 'states'>,
  reach: Reach,
): object {
  return {
    ...(types.length > 0 ? { 'state.type': { $in: types } } : {}),
    ...(country ? { 'state.country': country } : {}),
    ...(states.length > 0 ? { 'state.state': { $in: states } } : {}),
    ...withinReach(reach, { orgs: ['_id'] }),
  };
}

/** An investor is its own; who meets investors for the network sees all, and an investor never learns of another one. */
export const investorOwnership =
  (investors: InvestorStore) =>
  async (id: string): Promise<Ownership | null> =>
    (await investors.find(id)) && { orgs: [id] };
