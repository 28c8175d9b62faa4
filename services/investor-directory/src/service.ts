/** investor-directory: investors, their deals, and funds. */
import { FundServiceDefinition } from '@naru/contracts/investor/v1/fund_service';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { ventureErasures } from './copies/erasure/reactions.ts';
import { bodyNames } from './copies/name/store.ts';
import { ventureCopies } from './copies/venture/store.ts';
import { introductionHandlers } from './deal/reactions.ts';
import { dealOwnership, dealRequestOwnership, dealRpcs } from './deal/rpc.ts';
import { dealStore } from './deal/store.ts';
import { fundOwnership, fundRpcs } from './fund/rpc.ts';
import { fundStore } from './fund/store.ts';
import { investorOwnership, investorRpcs } from './investor/rpc.ts';
import { investorNames, investorStore } from './investor/store.ts';

function parts(host: Host): Parts {
  const investors = investorStore(host);
  const deals = dealStore(host);
  const funds = fundStore(host);
  const ventures = ventureCopies(host);
  const bodies = bodyNames(host);
  // Deals are records of decisions, and keep the id.
  const erasing = ventureErasures(host, { count: async () => [{ what: 'copy', count: 1 }], erase: ventures.keep });
  return {
    implementations: [
      implement(InvestorServiceDefinition, { ...investorRpcs(investors), ...dealRpcs(deals, { ventures, investors }) }),
      implement(FundServiceDefinition, fundRpcs(funds)),
    ],
    aggregates: [investors, deals, funds, erasing.aggregate],
    subscriptions: [
      { name: 'copies', handlers: [...ventures.handlers(), ...bodies.handlers()] },
      { name: 'erasures', handlers: erasing.handlers },
      { name: 'introductions', handlers: introductionHandlers(host, { deals, investors, ventures }) },
    ],
    objects: {
      investor: investorOwnership(investors),
      deal: dealOwnership(deals),
      fund: fundOwnership(funds),
      fund_owner: (id) => ({ parties: [id], open: true }),
      'venture.deal': dealRequestOwnership(ventures),
    },
    lookups: { venture: ventures.ids('copies'), ...bodies.lookups('copies') },
    names: { venture: ventures.names, investor: investorNames(investors), ...bodies.names },
    start: ventures.ensureIndexes,
  };
}

export const investorDirectory: ServiceSpec = { name: 'investor-directory', context: 'investor', parts };
