/** The commands on a deal. Pure: the present state and a command give events, or a refusal. */
import { type CivilDate, compareDates, dateIn } from '@naru/kit/civil-date';
import type { Rejection } from '@naru/words/rejection';
import type { Confirmation, Deal, DealEvent, Figures } from './deal.ts';
import { known, refuse } from './texts.ts';

const CORRECTIONS_MAX = 100;

/** A limit between the two sides binds each step of their deal. What was said before is no step. */
export function unlessApart(events: DealEvent[], apart: Rejection | undefined): DealEvent[] {
  if (apart && events.length > 0) throw apart;
  return events;
}

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

/**
 * Each side of a negotiated deal confirms once. The deal counts when both have confirmed the same sum and the same day.
 * Until the other side has confirmed, a side may correct its word; nobody else may, once it has spoken for itself.
 */
export function confirmDeal(deal: Deal | null, word: Confirmation): DealEvent[] {
  const current = known(deal);
  const words = current.confirmations ?? [];
  const own = words.find(({ side }) => side === word.side);
  const other = words.find(({ side }) => side !== word.side);
  if (isSaid(current, own, word)) return [];
  requireOpen(current);
  if (current.stage !== 'NEGOTIATING') throw refuse('not_negotiating');
  requireSum(word.amountKrw);
  requireIntroduced(current, word.confirmedOn);
  if (own?.by === 'PARTY' && word.by !== 'PARTY') throw refuse('said_by_side', figuresOf(own));
  if (!other) return [{ type: 'DealSideConfirmed', confirmation: word }];
  requireSame(other, word);
  return [{ type: 'DealConfirmed', confirmation: word }];
}

/** A repeat. A deal that was confirmed before each side confirmed for itself has no words: its figures count. */
function isSaid({ stage, amountKrw, confirmedOn }: Deal, own: Confirmation | undefined, word: Figures): boolean {
  if (own) return (stage === 'NEGOTIATING' || stage === 'CONFIRMED') && isSame(own, word);
  return stage === 'CONFIRMED' && confirmedOn !== undefined && isSame({ amountKrw, confirmedOn }, word);
}

/** @throws Rejection with both values, where the sides do not say the same */
function requireSame(other: Confirmation, { amountKrw, confirmedOn }: Figures): void {
  const { side, ...theirs } = other;
  if (theirs.amountKrw !== amountKrw) throw refuse('sum_differs', { side, confirmedKrw: theirs.amountKrw, amountKrw });
  if (compareDates(theirs.confirmedOn, confirmedOn) !== 0)
    throw refuse('day_differs', { side, theirDay: theirs.confirmedOn, confirmedOn });
}

const isSame = (a: Figures, b: Figures): boolean =>
  a.amountKrw === b.amountKrw && compareDates(a.confirmedOn, b.confirmedOn) === 0;

const figuresOf = ({ side, amountKrw, confirmedOn }: Confirmation) => ({ side, amountKrw, confirmedOn });

export interface Correction {
  amountKrw: number | undefined;
  confirmedOn: CivilDate | undefined;
  reason: string;
  at: Date;
}

/** The sum or the day of a confirmed deal may have been wrong. The stage stays, and the earlier figures can be read. */
export function correctDeal(deal: Deal | null, { reason, at, ...right }: Correction): DealEvent[] {
  const current = known(deal);
  requireStanding(current);
  const { confirmedOn, amountKrw, earlier = [] } = current;
  if (current.stage !== 'CONFIRMED' || !confirmedOn) throw refuse('not_confirmed');
  const figures = { amountKrw: right.amountKrw ?? amountKrw, confirmedOn: right.confirmedOn ?? confirmedOn };
  if (isSame(figures, { amountKrw, confirmedOn })) return [];
  if (right.confirmedOn) requireIntroduced(current, right.confirmedOn);
  if (earlier.length >= CORRECTIONS_MAX) throw refuse('corrected_often', { correctionsMax: CORRECTIONS_MAX });
  return [{ type: 'DealCorrected', figures, earlier: { amountKrw, confirmedOn, reason, replacedAt: at } }];
}

/** A deal that never was is voided, at whatever stage its record stands. */
export function voidDeal(deal: Deal | null, { reason, at }: { reason: string; at: Date }): DealEvent[] {
  const { stage, voidReason } = known(deal);
  if (stage !== 'VOIDED') return [{ type: 'DealVoided', reason, at }];
  if (voidReason === reason) return [];
  throw refuse('voided');
}

/** A deal can be dropped until it is confirmed. */
export function dropDeal(deal: Deal | null, { reason, at }: { reason: string; at: Date }): DealEvent[] {
  const { stage, dropReason } = known(deal);
  if (stage === 'DROPPED' && dropReason === reason) return [];
  requireOpen(known(deal));
  return [{ type: 'DealDropped', reason, at }];
}

/** @throws Rejection if the deal is confirmed or has ended */
function requireOpen({ stage, confirmedOn }: Deal): void {
  if (stage === 'CONFIRMED') throw refuse('confirmed', { confirmedOn });
  requireStanding({ stage });
}

/** @throws Rejection if the deal was dropped or voided */
function requireStanding({ stage }: Pick<Deal, 'stage'>): void {
  if (stage === 'DROPPED') throw refuse('dropped');
  if (stage === 'VOIDED') throw refuse('voided');
}

// A day that has ended here has ended everywhere.
const LAST_ZONE = 'Etc/GMT+12';

/** Two who were introduced agreed on no deal before that. Others may record what they agreed on long ago. */
function requireIntroduced({ introducedAt }: Deal, day: CivilDate): void {
  if (introducedAt && compareDates(day, dateIn(LAST_ZONE, introducedAt)) < 0)
    throw refuse('confirmed_early', { introducedAt });
}

function requireSum(amountKrw: number): void {
  if (!(amountKrw > 0)) throw refuse('amount_missing');
}
