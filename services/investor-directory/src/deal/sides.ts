/** For which side a caller confirms. */
import type { Deal_Side, DealConfirmation_By } from '@naru/contracts/investor/v1/deal';
import type { Reach } from '@naru/kit/reach';
import { type Deal, partyOf, type Side } from './deal.ts';
import { refuse, wrong } from './texts.ts';

const SIDES = ['VENTURE', 'INVESTOR'] as const;

export interface Confirmer {
  side: Side;
  by: DealConfirmation_By;
  /** The centre that confirms for the side; empty otherwise. */
  centreId: string;
  reason: string;
}

/**
 * A side confirms for itself; the venture's centre and the secretariat confirm for the side that they name, with a
 * reason.
 * @throws Rejection where the caller may not confirm for the side, or has not named it or given a reason
 */
export function confirmerOf(
  { any, parties }: Reach,
  deal: Deal,
  { side: named, reason }: { side: Deal_Side; reason: string },
): Confirmer {
  const own = SIDES.filter((one) => parties.includes(partyOf(deal, one)));
  const side = SIDES.find((one) => one === named) ?? (own.length === 1 ? own[0] : undefined);
  if (!side) throw wrong('side', 'side_missing');
  if (own.includes(side)) return { side, by: 'PARTY', centreId: '', reason };
  const isCentre = parties.includes(deal.centreId);
  if (!any && !isCentre) throw refuse('other_side');
  if (reason === '') throw wrong('reason', 'reason_missing');
  return isCentre
    ? { side, by: 'CENTRE', centreId: deal.centreId, reason }
    : { side, by: 'SECRETARIAT', centreId: '', reason };
}
