/** The RPCs of investors. */
import type { Investor as InvestorMessage } from '@naru/contracts/investor/v1/investor';
import type { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import { answering, ownershipIn } from '@naru/kit/answers';
import { together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { requireLei } from '../standards/lei.ts';
import * as decide from './decide.ts';
import type { Investor, Profile } from './investor.ts';
import { requireMandate } from './mandate.ts';
import { toProto } from './message.ts';
import { type InvestorStore, ownershipOf } from './store.ts';

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
  const { change, get } = answering(investors, (saved) => toProto(saved.state, saved));

  return {
    registerInvestor: async ({ name, type, country, lei, source }, call) => {
      const investor: Investor = {
        id: call.newId('inv'),
        ...profileOf({ name, country, lei }),
        type,
        state: 'INVITED',
        mandate: undefined,
        source,
        createdAt: call.now,
      };
      return change({ id: investor.id }, call, (existing) => decide.registerInvestor(existing, investor));
    },
    updateInvestor: ({ investor: wanted, updateMask, ...named }, call) =>
      change(named, call, (investor) => {
        return decide.updateInvestor(investor, profileOf(patched(investor, wanted, updateMask)));
      }),
    verifyInvestor: (request, call) => change(request, call, decide.verifyInvestor),
    setMandate: async ({ mandate, ...named }, call) => {
      const wanted = requireMandate('mandate', mandate);
      return change(named, call, (investor) => decide.setMandate(investor, wanted));
    },
    deactivateInvestor: (request, call) => change(request, call, decide.deactivateInvestor),
    reactivateInvestor: (request, call) => change(request, call, decide.reactivateInvestor),
    getInvestor: get,
    listInvestors: async (request, { reach }) => {
      const { found, ...page } = await investors.list(request, reach);
      return { investors: found.map((one) => toProto(one.state, one)), ...page };
    },
  };
}

function profileOf({ name, country, lei }: Pick<InvestorMessage, keyof Profile>): Profile {
  const [title, identifier] = together(
    () => requireText('name', name),
    () => requireLei('lei', lei),
  );
  return { name: title, country, lei: identifier };
}

export const investorOwnership = (investors: InvestorStore) => ownershipIn(investors, ({ id }) => ownershipOf(id));
