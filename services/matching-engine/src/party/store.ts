/** Where the read copies are kept, and the mirrors by which every replica holds them in memory. */
import type { Host } from '@naru/kit/boot';
import { type Mirror, mirror } from '@naru/kit/mirror';
import { type Projection, projection } from '@naru/kit/projection';
import type { MatchIndex } from '../score/index.ts';
import type { InvestorCopy, InvestorDoc, VentureCopy, VentureDoc } from './party.ts';

export interface PartyStore {
  ventures: Projection<VentureCopy>;
  investors: Projection<InvestorCopy>;
  mirrors: { ventures: Mirror<VentureDoc>; investors: Mirror<InvestorDoc> };
  /** Brings this replica's index up to date with a copy that has just changed. */
  changed: { venture(id: string): Promise<void>; investor(id: string): Promise<void> };
}

export function partyStore({ db }: Host, index: MatchIndex): PartyStore {
  const ventures = projection<VentureCopy>({ db, name: 'ventures' });
  const investors = projection<InvestorCopy>({ db, name: 'investors' });
  const mirrors = {
    ventures: mirror(ventures.collection, index.putVentures),
    investors: mirror(investors.collection, index.putInvestors),
  };
  return {
    ventures,
    investors,
    mirrors,
    changed: {
      venture: async (id) => {
        const doc = await ventures.find(id);
        if (doc) mirrors.ventures.offer(doc);
      },
      investor: async (id) => {
        const doc = await investors.find(id);
        if (doc) mirrors.investors.offer(doc);
      },
    },
  };
}
