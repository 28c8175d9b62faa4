/** The owners of a match, and the side that a caller may act for. */
import type { ExpressInterestRequest } from '@naru/contracts/matching/v1/match';
import type { Ownership } from '@naru/kit/access';
import type { Reach } from '@naru/kit/reach';
import type { VentureCopy } from '../copies/venture/venture.ts';
import type { Match, OneSide } from './match.ts';
import * as says from './texts.ts';

type Known = { venture(id: string): Promise<VentureCopy | null>; investor(id: string): Promise<object | null> };
type PairRequest = { ventureId: string; investorId: string };

/** A party may ask about itself, also together with another party. The other party must be, or have been, shared. */
export const partyOwnership =
  ({ venture, investor }: Known) =>
  async (_: string, { ventureId, investorId }: PairRequest): Promise<Ownership | null> => {
    const [aVenture, anInvestor] = await Promise.all([
      ventureId ? venture(ventureId) : null,
      investorId ? investor(investorId) : null,
    ]);
    if (!ventureId && !investorId) throw says.match.invalid('venture_id', 'one_party');
    if ((ventureId && !aVenture) || (investorId && !anInvestor)) return null;
    const asked = [ventureId, investorId].filter((id) => id !== '');
    // For an investor, a draft that was never shared does not exist.
    const orgs = asked.filter((id) => id === ventureId || !aVenture || aVenture.everShared);
    return { centre: aVenture?.centreId, orgs };
  };

/** Only a party, or its centre, may express its interest. */
export const sideOwnership =
  ({ venture, investor }: Known) =>
  async (_: string, { ventureId, investorId, side }: ExpressInterestRequest): Promise<Ownership | null> => {
    if (side === 'INVESTOR') return (await investor(investorId)) && { orgs: [investorId] };
    const found = await venture(ventureId);
    return found && { centre: found.centreId, orgs: [ventureId] };
  };

export const matchOwnership = ({ centreId, ventureId, investorId }: Match): Ownership => ({
  parties: [centreId, ventureId, investorId],
});

export const speaksForVenture = ({ any, parties }: Reach, { ventureId, centreId }: Match): boolean =>
  any || parties.includes(ventureId) || parties.includes(centreId);

/** @throws Rejection where a caller from one side of the match acts for the other side */
export function requireSide(reach: Reach, match: Match, side: OneSide): void {
  if (side === 'VENTURE' ? speaksForVenture(reach, match) : reach.any || reach.parties.includes(match.investorId))
    return;
  throw says.match.refuse('other_side');
}
