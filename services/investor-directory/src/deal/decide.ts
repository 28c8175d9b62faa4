/** The commands on a deal. Pure: the present state and a command give events, or a refusal. */
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { Deal, DealEvent } from './deal.ts';
import { known, refuse } from './texts.ts';

/** An id opens one deal only. */
export function openDeal(existing: Deal | null, deal: Deal): DealEvent[] {
  return existing ? [] : [{ type: 'DealOpened', deal }];
}

/** The parties negotiate an amount, which may change until the confirmation. */
export function startNegotiation(deal: Deal | null, { amountKrw, at }: { amountKrw: number; at: Date }): DealEvent[] {
  const { stage, amountKrw: before } = known(deal);
  if (stage === 'NEGOTIATING' && before === amountKrw) return []; // The portal retries, so a repeat is no error.
  requireOpen(known(deal));
  requireSum(amountKrw);
  return [{ type: 'DealNegotiated', amountKrw, at }];
}

/** Only a negotiated deal can be confirmed, with an amount and a day. */
export function confirmDeal(deal: Deal | null, { amountKrw, on }: { amountKrw: number; on: CivilDate }): DealEvent[] {
  const { stage, amountKrw: before, confirmedOn } = known(deal);
  const agreed = confirmedOn !== undefined && compareDates(confirmedOn, on) === 0 && before === amountKrw;
  if (stage === 'CONFIRMED' && agreed) return [];
  requireOpen(known(deal));
  if (stage !== 'NEGOTIATING') throw refuse('not_negotiating');
  requireSum(amountKrw);
  return [{ type: 'DealConfirmed', amountKrw, on }];
}

/** A deal can be dropped until it is confirmed. */
export function dropDeal(deal: Deal | null, { reason, at }: { reason: string; at: Date }): DealEvent[] {
  const { stage, dropReason } = known(deal);
  if (stage === 'DROPPED' && dropReason === reason) return [];
  requireOpen(known(deal));
  return [{ type: 'DealDropped', reason, at }];
}

/** @throws Rejection if the deal is confirmed or dropped */
function requireOpen({ stage, confirmedOn }: Deal): void {
  if (stage === 'CONFIRMED') throw refuse('confirmed', { confirmedOn });
  if (stage === 'DROPPED') throw refuse('dropped');
}

function requireSum(amountKrw: number): void {
  if (!(amountKrw > 0)) throw refuse('amount_missing');
}
